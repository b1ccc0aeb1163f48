import type { Context, HonoRequest } from "hono";
import { html } from "hono/html";
import type { CredentialsPlace } from "../../workflows/ports/app-registrar.ts";
import {
  FORM_FIELDS,
  type FormField,
  type FormProblems,
  type RegistrationForm,
} from "../../workflows/register-app/parse-registration-form.ts";
import type { ChosenGitHub } from "../../workflows/register-app/registration-wish.ts";
import { type Html, renderPage } from "../page-frame.ts";
import { answerPage } from "./answers.ts";

export interface ShowFormDeps {
  readonly place: Pick<CredentialsPlace, "path" | "inspect">;
  /** The GitHub that the settings name. */
  readonly fixedGitHub?: ChosenGitHub;
}

export function showFirstForm(context: Context, deps: ShowFormDeps): Promise<Response> {
  return showForm(context, deps, { form: toFirstForm(), problems: {} });
}

/** The form as it was typed, with what came of it. */
export async function showForm(
  context: Context,
  { place, fixedGitHub }: ShowFormDeps,
  page: {
    readonly form: RegistrationForm;
    readonly problems: FormProblems;
    readonly report?: Html;
  },
): Promise<Response> {
  const fitness = await place.inspect();
  const fixedHost = fixedGitHub?.host?.name;
  return answerPage(
    context,
    renderFormPage({
      ...page,
      // What can't be chosen is not chosen already.
      form: fitness.ok ? page.form : { ...page.form, keep: "shown" },
      place: { path: place.path, ...(fitness.ok ? {} : { problem: fitness.error }) },
      ...(fixedHost === undefined ? {} : { fixedHost }),
    }),
  );
}

interface FormPage {
  readonly form: RegistrationForm;
  readonly problems: FormProblems;
  /** The file that the credentials go to, and why they can't, where they can't. */
  readonly place: { readonly path: string; readonly problem?: string };
  /** Absent where the settings name the GitHub already. */
  readonly fixedHost?: string;
  /** What asking the address came to, where it was asked. */
  readonly report?: Html;
}

/** What the service has to know before it can be registered. */
function renderFormPage(page: FormPage): Html {
  const { form, problems, place, fixedHost, report } = page;
  const count = Object.keys(problems).length;
  return renderPage(
    "Set up Throughline: 1 of 3",
    html`<h1>Set up Throughline</h1>
<p>Three steps: say where this service is reached, register it as a GitHub App of your own, install it. Nothing is
sent to GitHub before the second step, and it asks you there.</p>
${count === 0 ? "" : html`<div class="problem" role="alert"><p><strong>${count === 1 ? "One answer needs" : `${count} answers need`} another look.</strong></p></div>`}
${report ?? ""}
<form class="steps" method="post" action="/setup/register">
${renderField({ name: "address", label: "Public address of this service", hint: "GitHub sends webhooks to this address, so GitHub has to reach it: the address of your proxy or tunnel, with https://. None yet? See docs/how-to/reverse-proxy.md.", placeholder: "https://throughline.example.com" }, page)}
<fieldset><legend>Who owns the app</legend>
${renderChoice("kind", "organisation", { form, text: "An organisation" })}
${renderChoice("kind", "user", { form, text: "A user account" })}
</fieldset>
${renderField({ name: "account", label: "Name of that account", hint: "As it stands in its address on GitHub. For an organisation you have to be one of its owners.", placeholder: "acme" }, page)}
${
  fixedHost === undefined
    ? renderField(
        {
          name: "enterprise",
          label: "GitHub Enterprise Server",
          hint: "Its host, or that of your GitHub with a name of its own, such as acme.ghe.com. Leave it empty for github.com.",
          placeholder: "github.example.com",
        },
        page,
      )
    : html`<p>GitHub: <code>${fixedHost}</code>, as GHE_HOST says.</p>`
}
${renderField({ name: "name", label: "Name of the app", hint: "At most 34 characters, and not taken by anybody else on GitHub; you can still change it there. Leave it empty for the name of the account with Throughline for before it.", placeholder: "Throughline for acme" }, page)}
<fieldset><legend>Where the credentials go</legend>
${renderChoice("keep", "file", { form, text: html`Into <code>${place.path}</code>, which only this user can read. The service then starts at once.`, isOff: place.problem !== undefined })}
${place.problem === undefined ? "" : html`<p class="hint">Not possible: ${place.problem}</p>`}
${renderChoice("keep", "shown", { form, text: "Onto the page, once, for a secret store of yours. Nothing is kept here; you start the service again with them." })}
</fieldset>
<div class="actions">
<button class="main" name="action" value="continue">Continue</button>
<button name="action" value="check">Only check the address</button>
</div>
</form>`,
  );
}

interface Field {
  readonly name: FormField;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
}

function renderField({ name, label, hint, placeholder }: Field, { form, problems }: FormPage): Html {
  const problem = problems[name];
  return html`<div class="field"><label for="${name}">${label}</label>
<input type="text" id="${name}" name="${name}" value="${form[name]}" placeholder="${placeholder}" autocomplete="off" spellcheck="false" maxlength="500" aria-describedby="${name}-hint" ${problem === undefined ? "" : html`aria-invalid="true"`}>
<p class="hint" id="${name}-hint">${problem === undefined ? "" : html`<strong>${problem}</strong> `}${hint}</p></div>`;
}

interface Choice {
  readonly form: RegistrationForm;
  readonly text: Html | string;
  readonly isOff?: boolean;
}

function renderChoice(name: "kind" | "keep", value: string, { form, text, isOff = false }: Choice): Html {
  const id = `${name}-${value}`;
  return html`<div class="choice"><input type="radio" id="${id}" name="${name}" value="${value}" ${form[name] === value ? html`checked` : ""} ${isOff ? html`disabled` : ""}><label for="${id}">${text}</label></div>`;
}

interface SentForm {
  readonly form: RegistrationForm;
  readonly action: "continue" | "check" | "edit";
}

export function toFirstForm(): RegistrationForm {
  return { ...toForm(() => ""), kind: "organisation", keep: "file" };
}

/** The fields as typed; what is no text, or is missing, is empty. Undefined where it is no form at all. */
export async function readRegistrationForm(request: HonoRequest): Promise<SentForm | undefined> {
  const body = await request.parseBody().catch(() => undefined);
  if (body === undefined) return undefined;
  const action = body["action"];
  return {
    form: toForm((name) => {
      const value = body[name];
      return typeof value === "string" ? value : "";
    }),
    action: action === "check" || action === "edit" ? action : "continue",
  };
}

function toForm(read: (name: FormField) => string): RegistrationForm {
  return Object.fromEntries(FORM_FIELDS.map((name) => [name, read(name)])) as RegistrationForm;
}

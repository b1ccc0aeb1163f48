import type { Context } from "hono";
import { html } from "hono/html";
import {
  type AppTemplate,
  buildAppManifest,
  toRegistrationUrl,
} from "../../workflows/register-app/build-app-manifest.ts";
import { parseFormAddress } from "../../workflows/register-app/parse-form-address.ts";
import { WEBHOOK_PATH } from "../../workflows/register-app/parse-public-url.ts";
import {
  parseRegistrationForm,
  type RegistrationForm,
} from "../../workflows/register-app/parse-registration-form.ts";
import type { RegistrationWish } from "../../workflows/register-app/registration-wish.ts";
import { type Html, renderPage } from "../page-frame.ts";
import { type AddressCheck, renderAddressReport } from "./address-check.ts";
import { answerPage, answerRefusal } from "./answers.ts";
import { readRegistrationForm, type ShowFormDeps, showForm } from "./form.ts";
import type { RegistrationStates } from "./registration-states.ts";
import { findOwnOrigin, isFromElsewhere } from "./setup-access.ts";

export interface FormDeps extends ShowFormDeps {
  readonly addresses: Pick<AddressCheck, "ask">;
  readonly states: RegistrationStates;
  readonly template: AppTemplate;
}

const CROSS_SITE =
  "This form was sent from another address than this one; begin again. If it was here, your proxy changes the host: have it pass on Host, or set X-Forwarded-Host.";
const NO_FORM = "The form can't be read; begin again.";
const NO_HOST = "The request names no host.";

/** What the operator typed: asked again, checked, or made into what GitHub is asked for. */
export async function takeForm(context: Context, deps: FormDeps, session: string): Promise<Response> {
  if (isFromElsewhere(context.req.raw))
    return answerRefusal(context, 403, { message: CROSS_SITE, next: "begin-again" });
  const origin = findOwnOrigin(context.req.raw);
  if (origin === undefined) return answerRefusal(context, 400, { message: NO_HOST, next: "nothing" });
  const sent = await readRegistrationForm(context.req);
  if (sent === undefined) return answerRefusal(context, 400, { message: NO_FORM, next: "begin-again" });
  const { form, action } = sent;
  if (action === "check") return showCheck(context, deps, form);
  if (action === "edit") return showForm(context, deps, { form, problems: {} });
  const parsed = parseRegistrationForm(form, deps.fixedGitHub);
  if (!parsed.ok) return showForm(context, deps, { form, problems: parsed.error });
  const wish = parsed.value;
  const fitness = await deps.place.inspect();
  if (wish.keep === "file" && !fitness.ok) {
    return showForm(context, deps, { form, problems: { keep: fitness.error } });
  }
  const report = renderAddressReport(wish.publicUrl, await deps.addresses.ask(wish.publicUrl));
  const state = deps.states.issue(session, wish);
  const manifest = buildAppManifest(deps.template, wish, `${origin}/setup/registered`);
  const page = { wish, form, template: deps.template, manifest, report, credentialsPath: deps.place.path };
  return answerPage(context, renderManifestPage({ ...page, target: toRegistrationUrl(wish, state) }), {
    formTargets: [new URL(wish.gitHub.address.webUrl).origin],
  });
}

/** Needs nothing but the address: the other questions may be answered later. */
async function showCheck(context: Context, deps: FormDeps, form: RegistrationForm): Promise<Response> {
  const parsed = parseFormAddress(form, deps.fixedGitHub);
  if (!parsed.ok) return showForm(context, deps, { form, problems: parsed.error });
  const { publicUrl } = parsed.value;
  const report = renderAddressReport(publicUrl, await deps.addresses.ask(publicUrl));
  return showForm(context, deps, { form, problems: {}, report });
}

interface ManifestPage {
  readonly wish: RegistrationWish;
  readonly form: RegistrationForm;
  readonly template: AppTemplate;
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Where the form goes, with its state. */
  readonly target: string;
  readonly report: Html;
  readonly credentialsPath: string;
}

/** What GitHub will be asked for, and the button that asks it. */
export function renderManifestPage(page: ManifestPage): Html {
  const { wish, form, template, manifest, target, report, credentialsPath } = page;
  const host = new URL(wish.gitHub.address.webUrl).host;
  return renderPage(
    "Set up Throughline: 2 of 3",
    html`<h1>Register it on ${host}</h1>
<p>You are taken to ${host}, which shows the name once more and asks you to confirm. Sign in there first, in this
browser, with an account that may do so. Then GitHub sends you back here.</p>
${report}
<dl>
<dt>App</dt><dd>${wish.appName}, owned by ${wish.account.login}. Should the name be taken, GitHub says so: change it there and go on; any name does.</dd>
<dt>Webhooks go to</dt><dd><code>${wish.publicUrl}${WEBHOOK_PATH}</code></dd>
<dt>Permissions</dt><dd>${Object.entries(template.permissions)
      .map(([name, access]) => `${name.replaceAll("_", " ")}: ${access}`)
      .join(
        ", ",
      )}. Of the contents the catalog is read and, for a weekly summary, who wrote a commit and its message. Code is not read, and nothing can be written there.</dd>
<dt>Events</dt><dd>${template.events.map((event) => event.replaceAll("_", " ")).join(", ")}</dd>
<dt>Credentials</dt><dd>${wish.keep === "file" ? html`go into <code>${credentialsPath}</code>.` : "are shown once, and not kept."}</dd>
</dl>
<div class="actions">
<form method="post" action="${target}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<button class="main">Register on ${host}</button>
</form>
<form method="post" action="/setup/register">
${Object.entries(form).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button name="action" value="edit">Change something</button>
</form>
</div>
<p class="hint">You have an hour for it.</p>`,
  );
}

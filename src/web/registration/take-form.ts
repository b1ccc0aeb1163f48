import type { Context } from "hono";
import {
  type AppTemplate,
  buildAppManifest,
  toRegistrationUrl,
} from "../../workflows/register-app/build-app-manifest.ts";
import { parseFormAddress } from "../../workflows/register-app/parse-form-address.ts";
import {
  parseRegistrationForm,
  type RegistrationForm,
} from "../../workflows/register-app/parse-registration-form.ts";
import type { AddressCheck } from "./address-check.ts";
import { answerPage } from "./answer-page.ts";
import { answerRefusal } from "./answer-refusal.ts";
import { findOwnOrigin, isFromElsewhere } from "./own-origin.ts";
import { readRegistrationForm } from "./read-registration-form.ts";
import type { RegistrationStates } from "./registration-states.ts";
import { renderAddressReport } from "./render-address-report.ts";
import { renderManifestPage } from "./render-manifest-page.ts";
import { type ShowFormDeps, showForm } from "./show-form.ts";

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

import { html } from "hono/html";
import type { AppTemplate } from "../../workflows/register-app/build-app-manifest.ts";
import type { RegistrationForm } from "../../workflows/register-app/parse-registration-form.ts";
import type { RegistrationWish } from "../../workflows/register-app/registration-wish.ts";
import { WEBHOOK_PATH } from "../../workflows/register-app/webhook-path.ts";
import { type Html, renderPage } from "../page-frame.ts";

export interface ManifestPage {
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

import { html } from "hono/html";
import { renderCredentialLines } from "../../settings/stored-credentials.ts";
import type { RegisteredApp } from "../../workflows/ports/app-registrar.ts";
import type { FirstDelivery } from "../../workflows/register-app/await-first-delivery.ts";
import type { Registration } from "../../workflows/register-app/register-app.ts";
import { type Html, renderPage } from "../page-frame.ts";

/** The last step, once the service runs. */
export function renderRunningPage(app: RegisteredApp, delivery: FirstDelivery): Html {
  return renderPage(
    "Set up Throughline: 3 of 3",
    html`<h1>Registered. The service runs</h1>
${renderDelivery(app, delivery)}
<p>Now install the app, on all repositories or on those that you choose. GitHub then brings you to the page that
helps with the first catalog; nothing is posted to a pull request before there is one.</p>
<div class="actions"><a class="button" href="${app.pageUrl}/installations/new">Install ${app.name}</a></div>
<p class="hint">This page has closed: it does not come back with a reload. Whenever you start the service from now on,
it runs at once.</p>`,
  );
}

/** Registered and kept, but something else keeps the service from running. */
export function renderStoppedPage(app: RegisteredApp, message: string): Html {
  return renderPage(
    "Set up Throughline: registered, not running",
    html`<h1>Registered, but the service did not start</h1>
<div class="problem" role="alert"><p><strong>${message}</strong></p></div>
<p>The credentials of <a href="${app.pageUrl}">${app.name}</a> are kept. Mend it and start the service again; there is
nothing to register any more.</p>`,
  );
}

/** The only place where the credentials are. */
export function renderCredentialsPage(shown: Extract<Registration, { readonly kind: "shown" }>): Html {
  const { app, credentials, why } = shown;
  return renderPage(
    "Set up Throughline: credentials",
    html`<h1>Registered. Keep these credentials now</h1>
${why === undefined ? "" : html`<div class="problem" role="alert"><p><strong>They could not be kept here: ${why}</strong></p></div>`}
<p>They are shown this once and kept nowhere; a reload does not bring them back. Whoever has them can act as the app.</p>
<div class="field"><label for="credentials">Settings of the service, as lines of an environment file</label>
<textarea id="credentials" readonly autocomplete="off" spellcheck="false">${renderCredentialLines(credentials)}</textarea></div>
<p>Put them where your secrets are, and start the service again with them; this process does nothing more. Then
install the app. Lost them? Make a new private key and webhook secret in the app's settings on GitHub.</p>
<div class="actions"><a class="button" href="${app.pageUrl}/installations/new">Install ${app.name}</a></div>`,
  );
}

/** What this process still says after it has shown the credentials. */
export function renderClosedPage(): Html {
  return renderPage(
    "Throughline is registered",
    html`<h1>Registered</h1>
<p>The credentials were shown, once. Start the service again with them: APP_ID, PRIVATE_KEY and WEBHOOK_SECRET.
Not seen? Make a new private key and webhook secret in the app's settings on GitHub.</p>`,
  );
}

function renderDelivery({ pageUrl }: RegisteredApp, delivery: FirstDelivery): Html {
  switch (delivery.kind) {
    case "arrived":
      return html`<div class="good" role="status"><p>GitHub's first webhook arrived here${delivery.statusCode === 503 ? " (it was answered 503, because the service was not set up yet: that is as it should be)" : ""}.</p></div>`;
    case "failed":
      return html`<div class="problem" role="alert"><p><strong>GitHub's first webhook did not arrive: ${delivery.status}${delivery.statusCode === 0 ? "" : ` (${delivery.statusCode})`}.</strong> Look at the address, the proxy and the firewall. The address can be changed in the app's settings, from <a href="${pageUrl}">its page</a>.</p></div>`;
    case "unknown":
      return html`<div class="note" role="status"><p>GitHub has told nothing of a first webhook yet. <code>throughline doctor</code> tells it later.</p></div>`;
  }
}

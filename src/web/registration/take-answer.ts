import type { Context } from "hono";
import { html } from "hono/html";
import { renderCredentialLines } from "../../settings/stored-credentials.ts";
import type { RegisteredApp } from "../../workflows/ports/app-registrar.ts";
import type { FirstDelivery } from "../../workflows/register-app/await-first-delivery.ts";
import type { Registration } from "../../workflows/register-app/register-app.ts";
import type { RegistrationWish } from "../../workflows/register-app/registration-wish.ts";
import { type Html, renderPage } from "../page-frame.ts";
import { answerPage, answerRefusal } from "./answers.ts";
import type { RegistrationStates, TakenState } from "./registration-states.ts";

export interface AnswerDeps {
  readonly states: RegistrationStates;
  readonly register: (code: string, wish: RegistrationWish) => Promise<Registration>;
  /** Starts the service with the credentials that were kept; the failure is a sentence. */
  readonly start: () => Promise<Started>;
  readonly log: {
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

export type Started =
  | { readonly kind: "running"; readonly delivery: FirstDelivery }
  | { readonly kind: "stopped"; readonly message: string };

/** GitHub's are 40 hexadecimal digits. */
const CODE = /^[\w-]{1,200}$/;

interface TakenAnswer {
  readonly answer: Response;
  /** The app is registered: there is nothing left to do here. */
  readonly isLast: boolean;
}

/** What GitHub sent back by the operator's browser: taken once, exchanged, and acted on. */
export async function takeAnswer(
  context: Context,
  { states, register, start, log }: AnswerDeps,
  session: string,
): Promise<TakenAnswer> {
  const code = context.req.query("code") ?? "";
  const taken = states.take(context.req.query("state") ?? "", session);
  if (taken.kind === "refused") {
    log.warn({ why: taken.why }, "answer to a registration refused");
    return goOn(answerRefusal(context, 403, { message: toStateRefusal(taken), next: "begin-again" }));
  }
  if (!CODE.test(code)) return goOn(answerRefusal(context, 403, { message: NO_CODE, next: "begin-again" }));
  const registration = await register(code, taken.wish);
  switch (registration.kind) {
    case "kept":
      return end(showStarted(context, registration.app, await start()));
    case "shown":
      return end(answerPage(context, renderCredentialsPage(registration)));
    case "postponed":
      taken.giveBack();
      return goOn(answerRefusal(context, 503, { message: registration.message, next: "reload" }));
    case "failed": {
      const { message, app } = registration;
      const orphan = app === undefined ? {} : { orphan: app };
      return goOn(answerRefusal(context, 403, { message, next: "begin-again", ...orphan }));
    }
  }
}

function showStarted(context: Context, app: RegisteredApp, started: Started): Shown {
  return started.kind === "running"
    ? answerPage(context, renderRunningPage(app, started.delivery))
    : answerPage(context, renderStoppedPage(app, started.message), { status: 500 });
}

type Shown = Response | Promise<Response>;

async function goOn(answer: Shown): Promise<TakenAnswer> {
  return { answer: await answer, isLast: false };
}

async function end(answer: Shown): Promise<TakenAnswer> {
  return { answer: await answer, isLast: true };
}

const NO_CODE = "GitHub's answer holds no code.";
/** Its code is gone with the page that waited for it. */
export const LEFT_OVER =
  "If GitHub has just made an app for it, that app can't be used any more: delete it there.";

function toStateRefusal({ why }: Extract<TakenState, { readonly kind: "refused" }>): string {
  switch (why) {
    case "unknown":
      return `This answer belongs to no registration that was begun here since the service started. ${LEFT_OVER}`;
    case "used":
      return "This answer of GitHub was used already. Did you reload the page? Then the terminal says what came of it.";
    case "late":
      return `This registration was begun more than an hour ago. ${LEFT_OVER}`;
    case "other-browser":
      return `This registration was begun in another browser. ${LEFT_OVER}`;
  }
}

/** The last step, once the service runs. */
function renderRunningPage(app: RegisteredApp, delivery: FirstDelivery): Html {
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
function renderStoppedPage(app: RegisteredApp, message: string): Html {
  return renderPage(
    "Set up Throughline: registered, not running",
    html`<h1>Registered, but the service did not start</h1>
<div class="problem" role="alert"><p><strong>${message}</strong></p></div>
<p>The credentials of <a href="${app.pageUrl}">${app.name}</a> are kept. Mend it and start the service again; there is
nothing to register any more.</p>`,
  );
}

/** The only place where the credentials are. */
function renderCredentialsPage(shown: Extract<Registration, { readonly kind: "shown" }>): Html {
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

import type { Context } from "hono";
import type { RegisteredApp } from "../../workflows/ports/app-registrar.ts";
import type { FirstDelivery } from "../../workflows/register-app/await-first-delivery.ts";
import type { Registration } from "../../workflows/register-app/register-app.ts";
import type { RegistrationWish } from "../../workflows/register-app/registration-wish.ts";
import { answerPage } from "./answer-page.ts";
import { answerRefusal } from "./answer-refusal.ts";
import type { RegistrationStates, TakenState } from "./registration-states.ts";
import { renderCredentialsPage, renderRunningPage, renderStoppedPage } from "./render-outcome-page.ts";

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

export interface TakenAnswer {
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

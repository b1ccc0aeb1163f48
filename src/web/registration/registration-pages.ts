import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { isAtWebhookPath, isWebhook, refuseMisdirected } from "../misdirected-webhook.ts";
import { setSecurityHeaders } from "../page-frame.ts";
import { refuseRequest } from "../webhook-handler.ts";
import { type AddressCheck, NONCE_HEADER } from "./address-check.ts";
import { answerClosed, answerPage, answerRefusal } from "./answers.ts";
import { showFirstForm } from "./form.ts";
import { type Admission, findOwnOrigin, type SetupAccess } from "./setup-access.ts";
import { type AnswerDeps, LEFT_OVER, renderClosedPage, takeAnswer } from "./take-answer.ts";
import { type FormDeps, takeForm } from "./take-form.ts";

export interface RegistrationPagesDeps extends AnswerDeps, FormDeps {
  readonly access: SetupAccess;
  readonly addresses: Pick<AddressCheck, "prove" | "ask">;
}

const COOKIE = "throughline_setup";
const LIMIT = bodyLimit({
  maxSize: 16_384,
  onError: (context) =>
    answerRefusal(context, 413, { message: "This form is too large; begin again.", next: "begin-again" }),
});

/** Registration by a browser, from the terminal's link to the credentials. Open to one browser, until it is done. */
export function createRegistrationPages(deps: RegistrationPagesDeps): Hono {
  const pages = new Hono();
  // One registration at a time, and none after the credentials were shown.
  const progress = { isBusy: false, isClosed: false };
  // Of what no page sets them for: redirects, plain words. A page puts its own in their place.
  pages.use(async (context, next) => {
    setSecurityHeaders(context, []);
    await next();
  });
  pages.onError((error, context) => {
    deps.log.error({ err: error }, "setup page failed");
    return answerRefusal(context, 500, { message: FAILED, next: "begin-again" });
  });
  pages.get("/healthz", (context) =>
    context.text("yes\n", 200, deps.addresses.prove(context.req.header(NONCE_HEADER))),
  );
  pages.get("/readyz", (context) => context.text("no\n", 503));
  pages.get("/", (context) => context.redirect("/setup"));
  pages.use("/setup/*", async (context, next) => {
    const isEntry = context.req.path === "/setup";
    if (progress.isClosed) {
      return isEntry ? answerPage(context, renderClosedPage()) : answerClosed(context);
    }
    if (isEntry || deps.access.isAdmitted(readSession(context))) return next();
    const isAnswer = context.req.query("code") !== undefined;
    const message = isAnswer ? `${NOT_ADMITTED} ${LEFT_OVER}` : NOT_ADMITTED;
    return answerRefusal(context, 403, { message, next: "nothing" });
  });
  pages.get("/setup", (context) => enter(context, deps));
  pages.get("/setup/register", (context) => showFirstForm(context, deps));
  pages.post("/setup/register", LIMIT, (context) => takeForm(context, deps, readSession(context) ?? ""));
  pages.get("/setup/registered", async (context) => {
    if (progress.isBusy) return answerRefusal(context, 409, { message: BUSY, next: "reload" });
    progress.isBusy = true;
    try {
      const { answer, isLast } = await takeAnswer(context, deps, readSession(context) ?? "");
      progress.isClosed = isLast;
      return answer;
    } finally {
      progress.isBusy = false;
    }
  });
  pages.notFound((context) => context.text("Not found\n", 404));
  return pages;
}

function readSession(context: Context): string | undefined {
  return getCookie(context, COOKIE);
}

const NOT_ADMITTED =
  "Open the link that the service printed in its terminal: it has a token, which works once and in one browser.";
const BUSY = "A registration is under way in another tab.";
const FAILED =
  "This page failed, by a mistake of ours; the log of the service says where. If GitHub has made an app already, delete it there and begin again.";

function enter(context: Context, { access }: RegistrationPagesDeps): Response | Promise<Response> {
  if (access.isAdmitted(readSession(context))) return context.redirect("/setup/register", 303);
  const admission = access.admit(context.req.query("token") ?? "");
  if (admission.kind === "refused") {
    return answerRefusal(context, 403, { message: toRefusal(admission), next: "nothing" });
  }
  setCookie(context, COOKIE, admission.session, {
    httpOnly: true,
    // Lax, not Strict: it has to come along when GitHub sends the browser back.
    sameSite: "Lax",
    path: "/setup",
    secure: findOwnOrigin(context.req.raw)?.startsWith("https:") === true,
  });
  // Away from the token: it is of no use any more, and belongs into no history.
  return context.redirect("/setup/register", 303);
}

function toRefusal({ why }: Extract<Admission, { readonly kind: "refused" }>): string {
  return why === "wrong"
    ? NOT_ADMITTED
    : "The link was opened before, in another browser. Start the service again for a new one; if it was not you who opened it, find out who reads its log.";
}

export interface SetupListener {
  readonly listener: RequestListener;
  /** True once something was posted to the webhook: whoever it was, it reached us. */
  hasHeard(): boolean;
}

/** What the open port answers until there is an app: the setup pages, and 503 to webhooks. */
export function createSetupListener(pages: Hono): SetupListener {
  const show = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  let hasHeard = false;
  return {
    hasHeard: () => hasHeard,
    listener(request, response) {
      if (isAtWebhookPath(request) && request.method === "POST") {
        hasHeard = true;
        refuseRequest(request, response, { status: 503, message: "Not set up yet; redeliver later." });
        return;
      }
      if (isWebhook(request)) {
        refuseMisdirected(request, response);
        return;
      }
      // HEAD as well is refused: what looks ahead at links must not use up the one that works once.
      if (request.method === "GET" || request.method === "POST") {
        void show(request, response);
        return;
      }
      response.setHeader("allow", "GET, POST");
      refuseRequest(request, response, { status: 405, message: "Only GET and POST are answered here." });
    },
  };
}

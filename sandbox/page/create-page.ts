import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { setCookie } from "hono/cookie";
import { PEOPLE } from "../organisation/sample-organisation.ts";
import { addRepositories } from "./add-repositories.ts";
import { addThreads } from "./add-threads.ts";
import { guardPage } from "./guard-page.ts";
import { renderHome } from "./home-page.ts";
import { listThreads, toThreadPath } from "./list-threads.ts";
import { renderLog } from "./log-page.ts";
import { goBack, NO_SUMMARY, NOT_FOUND, PERSON_COOKIE, readForm, show, toLocalPath } from "./page-answers.ts";
import type { PageParts } from "./page-parts.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { PAGE_STYLE } from "./page-style.ts";

const MOST_FORM_BYTES = 500_000;

/** The sandbox's page: the parts of GitHub that matter, as plain HTML with forms. Works without its script. */
export function createPage(parts: PageParts): Hono {
  const page = new Hono();
  page.use(guardPage);
  page.use(bodyLimit({ maxSize: MOST_FORM_BYTES, onError: (context) => context.text("Too long.\n", 413) }));
  page.onError((error, context) => context.text(`That did not work: ${error.message}\n`, 500));
  page.notFound((context) => show(parts, context, NOT_FOUND));
  addFiles(page, parts);
  addPlaces(page, parts);
  addRepositories(page, parts);
  for (const kind of ["pull", "issues"] as const) addThreads(page, parts, kind);
  return page;
}

export function toListener(page: Pick<Hono, "fetch">): RequestListener {
  return getRequestListener(page.fetch, { overrideGlobalObjects: false });
}

function addFiles(page: Hono, { stage }: PageParts): void {
  page.get("/sandbox/style.css", (context) =>
    context.body(PAGE_STYLE, 200, { "content-type": "text/css; charset=utf-8" }),
  );
  page.get("/sandbox/script.js", (context) =>
    context.body(PAGE_SCRIPT, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  page.get("/sandbox/progress", (context) => {
    const { progress } = stage;
    return context.text(
      progress.kind === "playing"
        ? `${progress.what} You can read and type already; what you do happens right after.`
        : "ready",
    );
  });
}

function addPlaces(page: Hono, parts: PageParts): void {
  const { stage } = parts;
  page.get("/", (context) =>
    show(parts, context, { title: "What is a pull request for?", body: renderHome(parts) }),
  );
  page.get("/sandbox/log", (context) => show(parts, context, { title: "Log", body: renderLog(parts) }));
  page.get("/sandbox/summary", (context) => {
    const { login, summaryRepository } = stage.sandbox.organisation;
    const [newest] =
      summaryRepository === undefined
        ? []
        : listThreads(stage.sandbox.gitHub.driver, `${login}/${summaryRepository}`);
    const target = newest === undefined ? undefined : toThreadPath(`${login}/${summaryRepository}`, newest);
    return target === undefined
      ? show(parts, context, NO_SUMMARY)
      : context.redirect(`${target}#newest`, 303);
  });
  page.post("/sandbox/person", async (context) => {
    const form = await readForm(context);
    const person = PEOPLE.find(({ login }) => login === form.text("person"));
    if (person !== undefined)
      setCookie(context, PERSON_COOKIE, person.login, { sameSite: "Strict", httpOnly: true, path: "/" });
    return context.redirect(toLocalPath(form.text("path")), 303);
  });
  page.post("/sandbox/week", async (context) => goBack(context, await parts.passWeek(), "/"));
}

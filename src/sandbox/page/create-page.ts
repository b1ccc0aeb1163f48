import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { CATALOG_PATHS } from "../../catalog/catalog-paths.ts";
import { PEOPLE } from "../organisation/sample-organisation.ts";
import type { Act } from "../play/stage.ts";
import { actOnThread, type FormFields } from "./act-on-thread.ts";
import { renderCatalogPage } from "./catalog-page.ts";
import { guardPage } from "./guard-page.ts";
import { renderHome } from "./home-page.ts";
import { listThreads, toThreadPath } from "./list-threads.ts";
import { renderLog } from "./log-page.ts";
import { findFiles, renderNewPullRequest } from "./new-pull-request-page.ts";
import type { PageParts, Viewer } from "./page-parts.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { type PageContent, renderFrame } from "./render-frame.ts";
import { renderRepository } from "./repository-page.ts";
import { renderThread } from "./thread-page.ts";

const MOST_FORM_BYTES = 500_000;
const COOKIE = "person";

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
      setCookie(context, COOKIE, person.login, { sameSite: "Strict", httpOnly: true, path: "/" });
    return context.redirect(toLocalPath(form.text("path")), 303);
  });
  page.post("/sandbox/week", async (context) => goBack(context, await parts.passWeek(), "/"));
}

function addRepositories(page: Hono, parts: PageParts): void {
  const { stage } = parts;
  const { sandbox } = stage;
  const { driver } = sandbox.gitHub;
  page.use("/:owner/:name/*", async (context, next) => {
    const repository = toRepository(context);
    if (driver.findRepository(repository) === undefined) return show(parts, context, NOT_FOUND);
    return next();
  });
  page.get("/:owner/:name", (context) => {
    const repository = toRepository(context);
    if (driver.findRepository(repository) === undefined) return show(parts, context, NOT_FOUND);
    return show(parts, context, { title: repository, body: renderRepository(parts, repository) });
  });
  page.get("/:owner/:name/new", (context) => {
    const body = renderNewPullRequest(parts, toRepository(context), toViewer(parts, context));
    return show(parts, context, { title: "New pull request", body });
  });
  page.post("/:owner/:name/new", async (context) => {
    const repository = toRepository(context);
    const by = toViewer(parts, context).login;
    const form = await readForm(context);
    let path = `/${repository}`;
    const act = await stage.act(() => {
      const opened = driver.openPullRequest({
        repository,
        by,
        title: form.text("title") || "(no title)",
        body: form.text("body"),
        isDraft: form.text("draft") === "yes",
        fromFork: by === "passer-by",
        files: findFiles(parts, repository, form.text("files")).map((file) => ({ path: file })),
      });
      path = toThreadPath(repository, opened);
      return `${by} opened #${opened.number}, "${opened.title}", in ${repository}.`;
    });
    return goBack(context, act, path);
  });
  page.get("/:owner/:name/report", async (context) => {
    const text = await parts.readReportPage(toRepository(context));
    if (text === undefined) return show(parts, context, NO_REPORT);
    // The page brings its own policy and its own style; the header's would take that style away.
    context.header(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    return context.html(text);
  });
  page.get("/:owner/:name/catalog", (context) => {
    const body = renderCatalogPage(parts, toRepository(context), toViewer(parts, context));
    return show(parts, context, { title: "Catalog", body });
  });
  page.post("/:owner/:name/catalog", async (context) => {
    const repository = toRepository(context);
    const by = toViewer(parts, context).login;
    const form = await readForm(context);
    const act = await stage.act(() => {
      driver.commit({
        repository,
        by,
        files: [{ path: CATALOG_PATHS[0], content: form.text("text") }],
        message: "Change the catalog",
      });
      return `${by} changed the catalog of ${repository}.`;
    });
    return goBack(context, act, `/${repository}/catalog`);
  });
  for (const kind of ["pull", "issues"]) addThreads(page, parts, kind);
}

function addThreads(page: Hono, parts: PageParts, kind: string): void {
  const { stage } = parts;
  const { sandbox } = stage;
  const find = (context: Context) => {
    const reference = { repository: toRepository(context), number: Number(context.req.param("number")) };
    return { reference, issue: sandbox.gitHub.driver.findIssue(reference) };
  };
  page.get(`/:owner/:name/${kind}/:number{[0-9]+}`, (context) => {
    const { reference, issue } = find(context);
    if (issue === undefined) return show(parts, context, NOT_FOUND);
    const { repository } = reference;
    const path = toThreadPath(repository, issue);
    // As GitHub: `issues/12` leads to the pull request 12.
    if (path !== context.req.path) return context.redirect(path, 302);
    const body = renderThread({ parts, viewer: toViewer(parts, context), repository, issue, path });
    return show(parts, context, { title: `${issue.title} #${issue.number}`, body });
  });
  page.post(`/:owner/:name/${kind}/:number{[0-9]+}/:act`, async (context) => {
    const { reference, issue } = find(context);
    if (issue === undefined) return show(parts, context, NOT_FOUND);
    const form = await readForm(context);
    const by = toViewer(parts, context).login;
    const act = await stage.act(() => {
      const said = actOnThread(sandbox, { reference, by, kind: context.req.param("act") ?? "", form });
      if (said === undefined) throw new Error("there is no such button.");
      return said;
    });
    return goBack(context, act, toThreadPath(reference.repository, issue));
  });
}

const NOT_FOUND: PageContent = toAbsent("Not found", "Nothing stands at this address.");
const NO_REPORT: PageContent = toAbsent(
  "No report yet",
  "Nothing landed there so far, or the sandbox is still being set up.",
);
const NO_SUMMARY: PageContent = toAbsent(
  "No summary yet",
  "The first one is posted on Monday: let a week pass.",
);

function toAbsent(title: string, text: string): PageContent {
  return { title, body: html`<h1>${title}</h1><p>${text}</p>`, status: 404 };
}

function show(parts: PageParts, context: Context, content: PageContent) {
  return context.html(renderFrame(parts, toViewer(parts, context), content), content.status ?? 200);
}

/** After a form the page is fetched anew, so that a reload does nothing twice. */
function goBack(context: Context, act: Act, path: string) {
  return context.redirect(`${path}?act=${act.place}`, 303);
}

function toViewer({ stage }: PageParts, context: Context): Viewer {
  const login = getCookie(context, COOKIE);
  const place = Number(context.req.query("act"));
  return {
    login: PEOPLE.find((person) => person.login === login)?.login ?? PEOPLE[0]?.login ?? "mona",
    act: stage.acts.find((act) => act.place === place),
    path: context.req.path,
  };
}

function toRepository(context: Context): string {
  return `${context.req.param("owner")}/${context.req.param("name")}`;
}

async function readForm(context: Context): Promise<FormFields> {
  const form = await context.req.formData();
  const list = (name: string): readonly string[] =>
    // Browsers send line ends as CRLF; GitHub keeps what it is sent, and people compare texts.
    form.getAll(name).map((value) => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : ""));
  return { list, text: (name) => list(name)[0] ?? "" };
}

/** Never to another host: `//evil.example` is an address too. */
function toLocalPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : "/";
}

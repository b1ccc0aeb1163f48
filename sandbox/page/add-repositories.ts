import type { Hono } from "hono";
import { CATALOG_PATHS } from "../../src/catalog/catalog-limits.ts";
import { renderCatalogPage } from "./catalog-page.ts";
import { toThreadPath } from "./list-threads.ts";
import { findFiles, renderNewPullRequest } from "./new-pull-request-page.ts";
import { goBack, NO_REPORT, NOT_FOUND, readForm, show, toRepository, toViewer } from "./page-answers.ts";
import type { PageParts } from "./page-parts.ts";
import { renderRepository } from "./repository-page.ts";

/** What stands below `/acme/shop`, but for pull requests and issues. */
export function addRepositories(page: Hono, parts: PageParts): void {
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
    return context.html(addWayBack(text, toRepository(context)));
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
}

/** The report is a page of its own, and whoever came from the sandbox wants to go on in it. */
function addWayBack(page: string, repository: string): string {
  return page.replace(
    "<main>",
    `<main>\n<nav aria-label="Sandbox"><a href="/">Sandbox</a> <a href="/${repository}">${repository}</a></nav>`,
  );
}

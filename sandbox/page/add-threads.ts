import type { Context, Hono } from "hono";
import { actOnThread } from "./act-on-thread.ts";
import { toThreadPath } from "./list-threads.ts";
import { goBack, NOT_FOUND, readForm, show, toRepository, toViewer } from "./page-answers.ts";
import type { PageParts } from "./page-parts.ts";
import { renderThread } from "./thread-page.ts";

/** Pull requests or issues, and what can be done there. */
export function addThreads(page: Hono, parts: PageParts, kind: "pull" | "issues"): void {
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

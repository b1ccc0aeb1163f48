import { Hono } from "hono";
import { securityHeaders } from "./page-frame.ts";
import { answerClosed } from "./registration/answers.ts";
import { listStarters, renderSetupPage } from "./setup-page.ts";

export interface PublicPagesDeps {
  readonly isReady: () => Promise<boolean>;
  readonly gitHubUrl: string;
}

/** What the open port shows beside the webhook: yes or no, and the setup page. Details stand on the other port. */
export function createPublicPages(deps: PublicPagesDeps): Hono {
  const pages = new Hono();
  const starters = listStarters();
  pages.use(securityHeaders);
  pages.get("/healthz", (context) => context.text("yes\n"));
  pages.get("/readyz", async (context) => {
    const isReady = await deps.isReady().catch(() => false);
    return isReady ? context.text("yes\n") : context.text("no\n", 503);
  });
  pages.get("/", (context) => context.redirect("/setup"));
  pages.get("/setup", (context) => {
    const repository = context.req.query("repository")?.trim();
    return context.html(renderSetupPage({ gitHubUrl: deps.gitHubUrl, starters, repository }));
  });
  pages.get("/setup/:step{register|registered}", answerClosed);
  pages.notFound((context) => context.text("Not found\n", 404));
  return pages;
}

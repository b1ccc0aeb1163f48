import type { Context } from "hono";
import { html } from "hono/html";
import type { RegisteredApp } from "../../workflows/ports/app-registrar.ts";
import { type Html, renderPage, setSecurityHeaders } from "../page-frame.ts";

/** Answers 404 where the registration was: a reload, or a second tab that comes back from GitHub, ends here. */
export function answerClosed(context: Context): Response | Promise<Response> {
  setSecurityHeaders(context, []);
  return context.html(
    renderPage(
      "Throughline: registered already",
      html`<h1>Nothing to register any more</h1>
<p>The GitHub App of this service is registered, and this page is closed: all is well. Only if GitHub has made another
app since then, from a second tab: that one is of no use here, delete it there.</p>
<p><a href="/setup">What to do next</a></p>`,
    ),
    404,
  );
}

interface PageAnswer {
  /** 200 unless told. */
  readonly status?: 200 | 500;
  /** Origins that its forms post to, beside our own. */
  readonly formTargets?: readonly string[];
}

/** Answers with a page of the registration. */
export function answerPage(
  context: Context,
  page: Html,
  { status = 200, formTargets = [] }: PageAnswer = {},
): Response | Promise<Response> {
  setSecurityHeaders(context, formTargets);
  return context.html(page, status);
}

/** Answers with a page that says why not, and what to do. */
export function answerRefusal(
  context: Context,
  status: 400 | 403 | 409 | 413 | 500 | 503,
  page: RefusalPage,
): Response | Promise<Response> {
  setSecurityHeaders(context, []);
  return context.html(renderRefusalPage(page), status);
}

interface RefusalPage {
  /** One sentence or two: what is wrong, and what to do. */
  readonly message: string;
  readonly next: "reload" | "begin-again" | "nothing";
  /** Made on GitHub and of no use here. */
  readonly orphan?: RegisteredApp;
}

function renderRefusalPage({ message, next, orphan }: RefusalPage): Html {
  return renderPage(
    "Throughline: not set up",
    html`<h1>That did not work</h1>
<div class="problem" role="alert"><p><strong>${message}</strong></p></div>
${orphan === undefined ? "" : html`<p>The app <a href="${orphan.pageUrl}">${orphan.name}</a> exists on GitHub and can't be used here: delete it there.</p>`}
${next === "reload" ? html`<p>Reload this page to try once more.</p>` : ""}
${next === "begin-again" ? html`<p><a href="/setup/register">Begin again</a></p>` : ""}`,
  );
}

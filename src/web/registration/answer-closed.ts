import type { Context } from "hono";
import { html } from "hono/html";
import { renderPage } from "../page-frame.ts";
import { setSecurityHeaders } from "../security-headers.ts";

/** Answers 404 where the registration was: a reload, or a second tab that comes back from GitHub, ends here. */
export function answerClosed(context: Context): Response | Promise<Response> {
  setSecurityHeaders(context, []);
  return context.html(
    renderPage(
      "Throughline: registered already",
      html`<h1>Nothing to register any more</h1>
<p>This service has its GitHub App, and the page that registers one is closed. Did GitHub make another app just now?
It is of no use here: delete it there.</p>
<p><a href="/setup">What to do next</a></p>`,
    ),
    404,
  );
}

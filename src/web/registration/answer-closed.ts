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
<p>The GitHub App of this service is registered, and this page is closed: all is well. Only if GitHub has made another
app since then, from a second tab: that one is of no use here, delete it there.</p>
<p><a href="/setup">What to do next</a></p>`,
    ),
    404,
  );
}

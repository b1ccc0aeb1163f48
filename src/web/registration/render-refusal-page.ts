import { html } from "hono/html";
import type { RegisteredApp } from "../../workflows/ports/app-registrar.ts";
import { type Html, renderPage } from "../page-frame.ts";

export interface RefusalPage {
  /** One sentence or two: what is wrong, and what to do. */
  readonly message: string;
  readonly next: "reload" | "begin-again" | "nothing";
  /** Made on GitHub and of no use here. */
  readonly orphan?: RegisteredApp;
}

export function renderRefusalPage({ message, next, orphan }: RefusalPage): Html {
  return renderPage(
    "Throughline: not set up",
    html`<h1>That did not work</h1>
<div class="problem" role="alert"><p><strong>${message}</strong></p></div>
${orphan === undefined ? "" : html`<p>The app <a href="${orphan.pageUrl}">${orphan.name}</a> exists on GitHub and can't be used here: delete it there.</p>`}
${next === "reload" ? html`<p>Reload this page to try once more.</p>` : ""}
${next === "begin-again" ? html`<p><a href="/setup/register">Begin again</a></p>` : ""}`,
  );
}

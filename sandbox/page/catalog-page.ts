import { html } from "hono/html";
import { CATALOG_PATHS } from "../../src/catalog/catalog-limits.ts";
import { mayWrite } from "./may-write.ts";
import type { PageParts, Viewer } from "./page-parts.ts";
import type { Html } from "./render-frame.ts";

/** The catalog of a repository, and of its organisation below it. */
export function renderCatalogPage({ stage }: PageParts, repository: string, viewer: Viewer): Html {
  const { driver } = stage.sandbox.gitHub;
  const { login, catalog } = stage.sandbox.organisation;
  const text = driver.readFile({ repository, path: CATALOG_PATHS[0] }) ?? "";
  const shared = `${login}/.github-private`;
  return html`<p class="crumbs"><a href="/${repository}">${repository}</a></p>
<h1>Catalog of ${repository}</h1>
<p><code>${CATALOG_PATHS[0]}</code> on the default branch: the metrics and the parts of the code.</p>
${
  mayWrite(viewer)
    ? html`<form method="post" action="/${repository}/catalog">
<label class="field"><span>The file</span><textarea name="text" class="tall" spellcheck="false" maxlength="200000">
${text}</textarea></label>
<button class="main">Commit to the default branch</button></form>`
    : html`<pre tabindex="0"><code>${text}</code></pre>`
}
${
  catalog === undefined
    ? ""
    : html`<h2>Of the organisation</h2><p><code>${shared}</code> holds what all repositories share.</p><pre tabindex="0"><code>${driver.readFile({ repository: shared, path: CATALOG_PATHS[0] })}</code></pre>`
}`;
}

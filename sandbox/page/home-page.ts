import { html } from "hono/html";
import { isPull, listOpen } from "./list-threads.ts";
import type { PageParts } from "./page-parts.ts";
import type { Html } from "./render-frame.ts";

/** Where everybody begins: what this is, what to try, what there is. */
export function renderHome({ stage }: PageParts): Html {
  const { organisation, gitHub } = stage.sandbox;
  const { login, repositories } = organisation;
  const [first] = repositories;
  return html`<h1>What is a pull request for?</h1>
<p>Throughline asks authors which customer or revenue metric their change serves, and gives the answers back. This is a sandbox: the real service with a made-up organisation, <strong>${login}</strong>, on a GitHub that exists only on this machine.</p>
<h2>Try it</h2>
<ol class="steps">
<li><a href="/${login}/${first?.name}/new">Open a pull request in ${first?.name}</a>, and look at the check that the app puts on it.</li>
<li>Answer it: tick a box, press a button of the check, or comment <code>/impact ${first?.areas[0]?.metrics[0] ?? "none"}</code>.</li>
<li>Merge it.</li>
<li>Let a week pass (above), then read the report and the weekly summary.</li>
</ol>
<h2>Repositories</h2>
<div class="grid">
${repositories.map(
  ({
    name,
    about,
  }) => html`<section class="card"><header><a href="/${login}/${name}"><strong>${login}/${name}</strong></a></header><div>
<p>${about}</p>
<p><a href="/${login}/${name}/report">Report</a> · <a href="/${login}/${name}/catalog">Catalog</a> · <a href="/${login}/${name}/new">New pull request</a></p>
<p class="muted">${gitHub.driver.findRepository(`${login}/${name}`) === undefined ? "not there yet" : `${listOpen(gitHub.driver, `${login}/${name}`).filter(isPull).length} open`}</p>
</div></section>`,
)}
</div>
<h2>Behind the page</h2>
<p><a href="/sandbox/log">The log</a> shows each webhook that the simulated GitHub sent and each request that the app made, with what set them off.</p>`;
}

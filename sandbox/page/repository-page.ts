import { html } from "hono/html";
import type { Driver } from "../github/driver.ts";
import type { Issue } from "../github/world/entities.ts";
import { isPull, listThreads, toThreadPath } from "./list-threads.ts";
import type { PageParts } from "./page-parts.ts";
import type { Html } from "./render-frame.ts";
import { renderState } from "./render-state.ts";
import { showTime } from "./show-time.ts";

/** More of them nobody reads; the report has them all. */
const MOST_CLOSED = 60;

/** One repository: its pull requests, its issues, and where to go from here. */
export function renderRepository({ stage }: PageParts, repository: string): Html {
  const { driver } = stage.sandbox.gitHub;
  const threads = listThreads(driver, repository);
  const about = stage.sandbox.organisation.repositories.find(({ name }) =>
    repository.endsWith(`/${name}`),
  )?.about;
  const open = threads.filter(({ state }) => state === "open");
  const closed = threads.filter(({ state }) => state === "closed").slice(0, MOST_CLOSED);
  const row = (issue: Issue): Html => renderRow(driver, repository, issue);
  return html`<h1>${repository}</h1>
<p>${about}</p>
<p class="choices"><a href="/${repository}/new">New pull request</a> · <a href="/${repository}/report">Report as one page</a> · <a href="/${repository}/catalog">Catalog</a></p>
<h2>Open</h2>
${open.length === 0 ? html`<p class="muted">Nothing is open.</p>` : html`<ul class="rows card">${open.map(row)}</ul>`}
<h2>Merged and closed</h2>
${closed.length === 0 ? html`<p class="muted">Nothing landed yet.</p>` : html`<ul class="rows card">${closed.map(row)}</ul>`}`;
}

function renderRow(driver: Driver, repository: string, issue: Issue): Html {
  const author = driver.findAccount(issue.authorId)?.login ?? "ghost";
  return html`<li><a href="${toThreadPath(repository, issue)}">${issue.title}</a> ${renderState(issue)}
<span class="muted">${isPull(issue) ? "" : "issue "}#${issue.number} by ${author}, ${showTime(issue.pullRequest?.mergedAtMs ?? issue.createdAtMs)}</span></li>`;
}

import { html, raw } from "hono/html";
import { mayWrite } from "./may-write.ts";
import { listChecks } from "./render-checks.ts";
import type { Html } from "./render-frame.ts";
import { type Thread, toLogin } from "./thread.ts";

/** Labels, and what can be done with a pull request as a whole. */
export function renderSide(thread: Thread): Html {
  const { issue, repository } = thread;
  return html`<h2>Labels</h2>
${renderLabels(thread)}
${issue.pullRequest === undefined ? "" : renderMerging(thread)}
<h2>Read on</h2>
<ul>${hasReport(thread) ? html`<li><a href="/${repository}/report">Report of ${repository}</a></li><li><a href="/${repository}/catalog">Catalog</a></li>` : ""}<li><a href="/sandbox/summary">Weekly summary</a></li></ul>`;
}

function renderLabels({ parts, repository, issue, path, viewer }: Thread): Html {
  const labels = parts.stage.sandbox.gitHub.driver.listLabels({ repository, number: issue.number });
  const list = html`${labels.length === 0 ? html`<p class="muted">None.</p>` : html`<ul>${labels.map((label) => html`<li><code>${label}</code></li>`)}</ul>`}`;
  if (!mayWrite(viewer)) return list;
  return html`${list}
<form method="post" action="${path}/label">
<label class="field"><span>Add a label</span><input type="text" name="label" required maxlength="50" placeholder="impact: checkout-conversion"></label>
<button>Add</button></form>
${
  labels.length === 0
    ? ""
    : html`<form method="post" action="${path}/unlabel" class="choices">${labels.map((label) => html`<button name="label" value="${label}">Remove ${label}</button>`)}</form>`
}`;
}

function renderMerging(thread: Thread): Html {
  const { issue, path, viewer } = thread;
  const heading = html`<h2>Merge</h2>`;
  if (issue.state === "closed") {
    return html`${heading}<p>${issue.pullRequest?.mergedAtMs === undefined ? "Closed without merging." : "Merged."} The report of next week has it.</p>
<form method="post" action="/sandbox/week"><button class="main">Let a week pass</button></form>`;
  }
  if (issue.pullRequest?.isDraft === true) {
    const isAuthor = toLogin(thread, issue.authorId) === viewer.login;
    return html`${heading}<p>It is a draft.</p>
${isAuthor || mayWrite(viewer) ? html`<form method="post" action="${path}/ready"><button class="main">Ready for review</button></form>` : ""}`;
  }
  if (!mayWrite(viewer)) return html`${heading}<p>${viewer.login} may not merge here.</p>`;
  const isHeld = listChecks(thread).some(
    ({ conclusion }) => conclusion === "action_required" || conclusion === "failure",
  );
  return html`${heading}
${isHeld ? html`<p>A required check is not done: answer it first.</p>` : ""}
<form method="post" action="${path}/merge"><button class="main"${raw(isHeld ? " disabled" : "")}>Merge</button></form>`;
}

/** The repository of the summary has neither catalog nor report of its own. */
function hasReport({ parts, repository }: Thread): boolean {
  return parts.stage.sandbox.organisation.repositories.some(({ name }) => repository.endsWith(`/${name}`));
}

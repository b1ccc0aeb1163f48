import { html, raw } from "hono/html";
import type { CheckRun } from "../github/world/entities.ts";
import { mayWrite } from "./may-write.ts";
import type { Html } from "./render-frame.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { type Thread, toLogin } from "./thread.ts";

const CONCLUSIONS: Readonly<Record<string, readonly [word: string, style: string]>> = {
  success: ["passed", "good"],
  neutral: ["neutral", "muted"],
  action_required: ["needs an answer", "wait"],
  failure: ["failed", "bad"],
};

/** The checks on the head, with the app's buttons. */
export function renderChecks(thread: Thread): Html {
  const checks = listChecks(thread);
  return html`<h2>Checks</h2>
${checks.length === 0 ? html`<p class="muted">No check yet.</p>` : checks.map((check) => renderCheck(thread, check))}`;
}

/** The newest of each name. */
export function listChecks({ parts, repository, issue }: Thread): readonly CheckRun[] {
  const { driver } = parts.stage.sandbox.gitHub;
  const head = issue.pullRequest?.headSha;
  if (head === undefined) return [];
  const byName = new Map(driver.listCheckRuns(repository, head).map((run) => [run.name, run] as const));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function renderCheck(thread: Thread, check: CheckRun): Html {
  const { repository, issue, viewer } = thread;
  const base = `/${repository}`;
  const [word, style] = CONCLUSIONS[check.conclusion ?? ""] ?? [check.status, "wait"];
  const mayPress =
    issue.state === "open" && (toLogin(thread, issue.authorId) === viewer.login || mayWrite(viewer));
  return html`<article class="card app" aria-label="Check ${check.name}"><header><code>${check.name}</code> <span class="state ${style}">${word}</span></header><div>
<p><strong>${check.title}</strong></p>
${
  check.actions.length === 0 || !mayPress
    ? ""
    : html`<form method="post" action="${thread.path}/press"><input type="hidden" name="check" value="${check.name}"><div class="choices">
${check.actions.map(({ identifier, label, description }) => html`<button name="identifier" value="${identifier}" title="${description}">${label}</button>`)}
</div></form>`
}
${raw(renderMarkdown(check.summary ?? "", { base }))}
${raw(renderMarkdown(check.text ?? "", { base }))}
</div></article>`;
}

import { html, raw } from "hono/html";
import type { Comment } from "../github/world/entities.ts";
import { mayWrite } from "./may-write.ts";
import { renderChecks } from "./render-checks.ts";
import type { Html } from "./render-frame.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderSide } from "./render-side.ts";
import { renderState } from "./render-state.ts";
import { showTime } from "./show-time.ts";
import { type Thread, toLogin } from "./thread.ts";

export function renderThread(thread: Thread): Html {
  const { issue, repository } = thread;
  const pull = issue.pullRequest;
  const author = toLogin(thread, issue.authorId);
  return html`<p class="crumbs"><a href="/${repository}">${repository}</a></p>
<h1>${issue.title} <span class="muted">#${issue.number}</span></h1>
<p>${renderState(issue)} ${
    pull === undefined
      ? html`opened by <strong>${author}</strong>`
      : html`<strong>${author}</strong> changes ${pull.files.length} ${pull.files.length === 1 ? "file" : "files"} of <code>${pull.baseBranch}</code> from <code>${pull.headBranch}</code>`
  }</p>
<div class="columns"><div>
<h2>Description</h2>
${renderDescription(thread)}
${pull === undefined ? "" : html`<details><summary>Changed files (${pull.files.length})</summary><ul>${pull.files.map(({ path, status }) => html`<li><code>${path}</code> ${status}</li>`)}</ul></details>`}
${pull === undefined ? "" : renderChecks(thread)}
<h2>Comments</h2>
${renderComments(thread)}
${renderCommentForm(thread)}
</div>
<aside aria-label="About this ${pull === undefined ? "issue" : "pull request"}">${renderSide(thread)}</aside>
</div>`;
}

function renderDescription(thread: Thread): Html {
  const { issue, viewer } = thread;
  const author = toLogin(thread, issue.authorId);
  const mayEdit = author === viewer.login || mayWrite(viewer);
  return html`${renderText(thread, {
    text: issue.body ?? "",
    by: author,
    atMs: issue.createdAtMs,
    isOurs: issue.appId !== undefined,
    tick: mayEdit && issue.appId === undefined ? "description" : undefined,
  })}
${
  mayEdit && issue.appId === undefined
    ? html`<details><summary>Edit the description</summary><form method="post" action="${thread.path}/edit">
<label class="field"><span>Description</span><textarea name="body" maxlength="60000">
${issue.body ?? ""}</textarea></label>
<button>Save the description</button></form></details>`
    : ""
}`;
}

interface Text {
  readonly text: string;
  readonly by: string;
  readonly atMs: number;
  readonly isOurs: boolean;
  /** Where ticks go; absent: its boxes can't be ticked by who looks at it. */
  readonly tick: string | undefined;
  readonly footer?: Html | "";
  readonly id?: string;
}

function renderText(thread: Thread, { text, by, atMs, isOurs, tick, footer = "", id = "" }: Text): Html {
  const hasBoxes = /\[[ xX]\]/.test(text);
  const markdown = renderMarkdown(text, {
    base: `/${thread.repository}`,
    ...(tick === undefined ? {} : { boxes: "tickable" }),
  });
  const body = text.trim() === "" ? `<p class="muted">Nothing was written.</p>` : markdown;
  return html`<article class="card${isOurs ? " app" : ""}"${raw(id === "" ? "" : ` id="${id}"`)}><header><strong>${by}</strong>${isOurs ? " (the app)" : ""}, ${showTime(atMs)}</header>
${
  hasBoxes && tick !== undefined
    ? html`<form method="post" action="${thread.path}/tick" data-ticks><input type="hidden" name="target" value="${tick}">${raw(body)}<button>Save the ticks</button></form>`
    : html`<div>${raw(body)}</div>`
}${footer}</article>`;
}

function renderComments(thread: Thread): Html {
  const { parts, repository, issue, viewer } = thread;
  const { driver } = parts.stage.sandbox.gitHub;
  const comments = driver.listComments({ repository, number: issue.number });
  if (comments.length === 0) return html`<p class="muted">Nobody wrote anything yet.</p>`;
  return html`${comments.map((comment, place) => {
    const by = toLogin(thread, comment.authorId);
    const mayTick = comment.appId === undefined ? by === viewer.login : mayWrite(viewer);
    return renderText(thread, {
      text: comment.body,
      by,
      atMs: comment.createdAtMs,
      isOurs: comment.appId !== undefined,
      tick: mayTick ? `comment ${place}` : undefined,
      ...(place === comments.length - 1 ? { id: "newest" } : {}),
      footer: renderReactions(thread, comment),
    });
  })}`;
}

function renderReactions(thread: Thread, { id }: Comment): Html | "" {
  const reactions = thread.parts.stage.sandbox.gitHub.driver.listReactions(id);
  if (reactions.length === 0) return "";
  return html`<footer>${reactions.map(({ content, authorId }) => html`<span>${REACTION_WORDS[content] ?? content} by ${toLogin(thread, authorId)}</span> `)}</footer>`;
}

const REACTION_WORDS: Readonly<Record<string, string>> = {
  "+1": "👍 thumbs up",
  "-1": "👎 thumbs down",
  confused: "😕 confused",
  eyes: "👀 eyes",
};

function renderCommentForm({ path, issue, viewer }: Thread): Html {
  const isPull = issue.pullRequest !== undefined;
  const hint = isPull
    ? html`A line such as <code>/impact checkout-conversion</code>, <code>/impact none</code>, <code>/impact ask</code>, <code>/insight</code> or <code>/impact help</code> is heard by the app.`
    : html`Below the report: <code>/decided what you decided</code> or <code>/report</code>. Below the summary: <code>/seen owner/repo#1 yes and what you saw</code>.`;
  return html`<form method="post" action="${path}/comment" class="card"><div>
<label class="field"><span>Comment as ${viewer.login}</span><textarea name="body" required maxlength="60000" aria-describedby="hint"></textarea></label>
<p id="hint" class="muted">${hint}</p>
<button class="main">Comment</button></div></form>`;
}

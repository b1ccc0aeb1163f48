import { html, raw } from "hono/html";
import { PEOPLE } from "../organisation/sample-organisation.ts";
import type { PageParts, Viewer } from "./page-parts.ts";
import { showTime } from "./show-time.ts";
import { tellAct } from "./tell-act.ts";

export type Html = ReturnType<typeof html>;

export interface PageContent {
  readonly title: string;
  /** Below the title, above everything else. */
  readonly body: Html;
  /** 200 unless told. */
  readonly status?: 404;
}

/** The page around every content: who acts, what time it is, what just happened. */
export function renderFrame(parts: PageParts, viewer: Viewer, { title, body }: PageContent): Html {
  const { stage } = parts;
  const { clock, organisation } = stage.sandbox;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Throughline sandbox</title>
<link rel="stylesheet" href="/sandbox/style.css">
<link rel="icon" href="data:,">
<script src="/sandbox/script.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<div class="bar">
<nav aria-label="Sandbox">
<a href="/"><strong>Sandbox</strong></a>
${organisation.repositories.map(({ name }) => html`<a href="/${organisation.login}/${name}">${name}</a>`)}
<a href="/sandbox/summary">Weekly summary</a>
<a href="/sandbox/log">Log</a>
</nav>
<form method="post" action="/sandbox/person">
<label for="person">You are</label>
<select id="person" name="person">
${PEOPLE.map(({ login, who }) => html`<option value="${login}"${raw(login === viewer.login ? " selected" : "")}>${login} (${who})</option>`)}
</select>
<input type="hidden" name="path" value="${viewer.path}">
<button>Switch</button>
</form>
<form method="post" action="/sandbox/week">
<span>${showTime(clock.now())}</span>
<button>Let a week pass</button>
</form>
</div>
</header>
<main id="content">
${renderProgress(parts)}
${renderSaid(parts, viewer)}
${body}
</main>
<footer class="end">The service, its store and everything it wrote here are real; the GitHub around it is simulated on this machine. Nothing leaves it.</footer>
</body>
</html>
`;
}

function renderProgress({ stage }: PageParts): Html | "" {
  const { progress } = stage;
  switch (progress.kind) {
    case "ready":
      return "";
    case "playing":
      return html`<p id="progress" class="said" role="status" data-reload="yes">${progress.what} You can read and type already; what you do happens right after.</p>`;
    case "failed":
      return html`<p class="said bad" role="alert">The sandbox could not be set up: ${progress.message}</p>`;
  }
}

function renderSaid({ stage }: PageParts, { act }: Viewer): Html | "" {
  if (act === undefined) return "";
  const { login, repositories } = stage.sandbox.organisation;
  return html`<div class="said" role="status" id="said">
<p><strong>${act.what}</strong></p>
<p>${tellAct(act)} <a href="/sandbox/log#act-${act.place}">See each</a></p>
${
  act.what.startsWith("A week passed")
    ? html`<p>Read on: ${repositories.map(({ name }) => html`<a href="/${login}/${name}/report">report of ${name}</a> · `)}<a href="/sandbox/summary">weekly summary</a></p>`
    : ""
}
</div>`;
}

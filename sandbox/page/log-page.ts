import { html } from "hono/html";
import type { Act } from "../play/stage.ts";
import type { PageParts } from "./page-parts.ts";
import type { Html } from "./render-frame.ts";
import { showTime } from "./show-time.ts";
import { tellAct, toWritten } from "./tell-act.ts";

/** A week has hundreds; the first tell what there is. */
const MOST_LINES = 80;

/** What was sent and asked, newest first, below what set it off. */
export function renderLog({ stage }: PageParts): Html {
  const { acts } = stage;
  return html`<h1>Log</h1>
<p>Each webhook that the simulated GitHub sent, and each request that the app made, below what set them off.</p>
${acts.length === 0 ? html`<p class="muted">Nothing was done here yet; the weeks before are left out.</p>` : acts.map(renderAct)}`;
}

function renderAct(act: Act): Html {
  const { webhooks, requests } = act;
  return html`<section class="card" id="act-${act.place}"><header>${showTime(act.atMs)}</header><div>
<h2>${act.what}</h2>
<p>${tellAct(act)}</p>
${
  requests.length === 0
    ? ""
    : html`<h3>Requests of the app, newest first</h3><ol reversed start="${requests.length}">${requests
        .toReversed()
        .slice(0, MOST_LINES)
        .map(
          (request) =>
            html`<li><code>${request.method} ${request.path}</code> ${request.status ?? "no answer"}${toWritten(request) === "" ? "" : html`: <strong>${toWritten(request)}</strong>`}</li>`,
        )}</ol>`
}
${
  webhooks.length === 0
    ? ""
    : html`<h3>Webhooks, newest first</h3><ol reversed start="${webhooks.length}">${webhooks
        .toReversed()
        .slice(0, MOST_LINES)
        .map(
          ({ event, action, status, statusCode }) =>
            html`<li><code>${event}${action === null ? "" : `.${action}`}</code> ${status === "OK" ? `answered ${statusCode}` : status}</li>`,
        )}</ol>`
}
${requests.length > MOST_LINES || webhooks.length > MOST_LINES ? html`<p class="muted">The newest ${MOST_LINES} of each are shown.</p>` : ""}
</div></section>`;
}

import { html } from "hono/html";
import type { Issue } from "../github/world/entities.ts";
import type { Html } from "./render-frame.ts";

/** In words, so that nobody needs the colour. */
export function renderState({ state, pullRequest }: Issue): Html {
  if (pullRequest?.mergedAtMs !== undefined) return html`<span class="state good">Merged</span>`;
  if (state === "closed") return html`<span class="state bad">Closed</span>`;
  if (pullRequest?.isDraft === true) return html`<span class="state wait">Draft</span>`;
  return html`<span class="state wait">Open</span>`;
}

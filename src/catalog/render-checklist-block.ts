import type { Metric } from "../model/catalog.ts";
import { escapeMarkdown } from "../text/escape.ts";

/** More items are a form, not a question. */
const MOST_ITEMS = 5;

/** The marks around a list that Throughline wrote; only boxes between them are read. */
export const CHECKLIST_BEGIN = "<!-- throughline -->";
export const CHECKLIST_END = "<!-- /throughline -->";

/** The marked list of at most five metrics, `none` and `unsure`, nothing ticked; Markdown without a last newline. */
export function renderChecklistBlock(metrics: readonly Pick<Metric, "key" | "name">[]): string {
  return [
    CHECKLIST_BEGIN,
    ...metrics
      .slice(0, MOST_ITEMS)
      .map(({ key, name }) => `- [ ] <!-- metric: ${key} --> ${escapeMarkdown(name)}`),
    "- [ ] <!-- metric: none --> No metric",
    "- [ ] <!-- metric: unsure --> Not sure",
    CHECKLIST_END,
  ].join("\n");
}

import { renderChecklistBlock } from "../catalog/render-checklist-block.ts";
import type { DraftMetric } from "./starters.ts";

/** More keys in a hint are not read. */
const MOST_KEYS = 5;

/**
 * The pull request template. `off`: one line, the keys in a comment that nobody sees once it is posted, because
 * GitHub counts boxes that are not ticked as unfinished tasks. `template`: the marked block with boxes.
 */
export function draftTemplate(
  metrics: readonly Pick<DraftMetric, "key" | "name">[],
  checklist: "off" | "template",
): string {
  const question = "<!-- Which number does this change serve? -->";
  if (checklist === "off") {
    const keys = [...metrics.slice(0, MOST_KEYS).map((metric) => metric.key), "none", "unsure"];
    return `## What and why\n\n\n<!-- Which number does this change serve? One of: ${keys.join(", ")} -->\nImpact: \n`;
  }
  return `## What and why\n\n\n${question}\n${renderChecklistBlock(metrics)}\n`;
}

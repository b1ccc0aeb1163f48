import { CATALOG_PATHS } from "../catalog/catalog-limits.ts";
import { renderChecklistBlock } from "../catalog/render-checklist-block.ts";
import type { DraftMetric } from "./starters.ts";

/** More keys in a hint are not read; the rest is a pointer away. */
const MOST_KEYS = 10;
const ALL_METRICS = CATALOG_PATHS[0];

/**
 * The pull request template. `off`: one line, the keys in a comment that nobody sees once it is posted, because
 * GitHub counts boxes that are not ticked as unfinished tasks. `template`: the marked block with boxes. Both name the
 * place of all metrics: the catalog outgrows what was written once.
 */
export function draftTemplate(
  metrics: readonly Pick<DraftMetric, "key" | "name">[],
  checklist: "off" | "template",
): string {
  if (checklist === "off") {
    const keys = [...metrics.slice(0, MOST_KEYS).map((metric) => metric.key), "none", "unsure"];
    return `## What and why\n\n\n<!-- Which number does this change serve? One of: ${keys.join(", ")}. All metrics: ${ALL_METRICS} -->\nImpact: \n`;
  }
  // The list is short, and the check may suggest any metric of the catalog: the others are a line away.
  const question = `<!-- Which number does this change serve? Tick one, or add a line with another one of ${ALL_METRICS}, as "Impact: key" -->`;
  return `## What and why\n\n\n${question}\n${renderChecklistBlock(metrics)}\n`;
}

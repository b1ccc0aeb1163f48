import { joinWords } from "../tagging/answer-problems.ts";
import type { CheckContext } from "./check-context.ts";
import { isHidden } from "./list-shown-metrics.ts";

/** `a`, `a and b`; metrics that must not be named here are counted: `a and a private metric`. */
export function nameMetrics(keys: readonly string[], context: CheckContext): string {
  const shown = keys.filter((key) => !isHidden(key, context));
  const hidden = keys.length - shown.length;
  const counted = hidden === 0 ? [] : [hidden === 1 ? "a private metric" : `${hidden} private metrics`];
  const words = [...shown, ...counted];
  return shown.length === 0 ? joinWords(words, "and").replace(/^a /u, "A ") : joinWords(words, "and");
}

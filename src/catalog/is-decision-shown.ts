import type { Catalog, Visibility } from "../model/catalog.ts";
import type { Decision } from "../model/reading.ts";

/**
 * Whether those who read a place may see a decision there. In public only one that was public when it was made, about
 * metrics that are all public today: the question, and the reply to it, may name any of them.
 */
export function isDecisionShown(
  { audience, metrics }: Pick<Decision, "audience" | "metrics">,
  catalog: Pick<Catalog, "metrics">,
  readers: Visibility,
): boolean {
  if (readers === "private") return true;
  if (audience !== "public" || metrics === undefined) return false;
  const isPublic = (key: string): boolean =>
    catalog.metrics.some(
      (metric) => metric.visibility === "public" && (metric.key === key || metric.was.includes(key)),
    );
  return metrics.every(isPublic);
}

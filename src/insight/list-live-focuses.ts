import type { Focus, Metric } from "../model/catalog.ts";
import type { InsightFacts } from "./insight-facts.ts";

/** The metrics that are the focus today and may be named here, in catalog order. */
export function listLiveFocuses({ policy, today }: InsightFacts): readonly (Metric & { focus: Focus })[] {
  return [...policy.shownMetrics.values()].flatMap((metric) => {
    const { focus } = metric;
    return focus !== undefined && today < focus.until ? [{ ...metric, focus }] : [];
  });
}

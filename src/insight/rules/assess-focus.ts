import type { Focus, Metric } from "../../model/catalog.ts";
import type { InsightFacts } from "../facts.ts";
import { type FocusFinding, toStrength } from "../finding.ts";

/** Answered changes that are looked at, over the whole repository. */
const MOST_CHANGES = 100;
const FEWEST_CHANGES = 5;
/** Where more of the changes claim the focus, everybody knows: only an unguarded guardrail is worth a word. */
const KNOWN_SHARE = 0.5;

/** The metric is the focus: how many others claim it, and what must not get worse meanwhile. */
export function assessFocus(facts: InsightFacts): FocusFinding | undefined {
  const { policy, claims } = facts;
  const focus = listLiveFocuses(facts).find(({ key }) => claims.some(({ metric }) => metric === key));
  const recent = facts.answered.slice(0, MOST_CHANGES);
  if (focus === undefined || recent.length < FEWEST_CHANGES) return undefined;
  const changes = recent.filter((change) => change.claims.some(({ metric }) => metric === focus.key));
  const guardrails = focus.guardrails
    .filter((metric) => policy.shownMetrics.has(metric))
    .map((metric) => ({
      metric,
      protects: recent.filter((change) =>
        change.claims.some((claim) => claim.metric === metric && claim.effect === "protects"),
      ).length,
    }));
  const isKnown = changes.length > KNOWN_SHARE * recent.length;
  if (isKnown && guardrails.every(({ protects }) => protects > 0)) return undefined;
  return {
    rule: "focus",
    strength: toStrength(recent.length - changes.length, recent.length),
    lookedAt: recent.length,
    changes: changes.map(({ id }) => id),
    focus: focus.key,
    guardrails,
  };
}

/** The metrics that are the focus today and may be named here, in catalog order. */
export function listLiveFocuses({ policy, today }: InsightFacts): readonly (Metric & { focus: Focus })[] {
  return [...policy.shownMetrics.values()].flatMap((metric) => {
    const { focus } = metric;
    return focus !== undefined && today < focus.until ? [{ ...metric, focus }] : [];
  });
}

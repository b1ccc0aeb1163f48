import type { Claim } from "../../model/answer.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { InsightFacts } from "../facts.ts";
import { type GuardrailFinding, toStrength } from "../finding.ts";
import { listLiveFocuses } from "./assess-focus.ts";

/** Answered changes that are looked at, over the whole repository. */
const MOST_CHANGES = 100;
const FEWEST_CHANGES = 5;

/**
 * The metric is a guardrail of the focus, and more changes push the focus than protect the guardrail: whoever touches
 * it should know what pulls at it.
 */
export function assessGuardrail(facts: InsightFacts): GuardrailFinding | undefined {
  const recent = facts.answered.slice(0, MOST_CHANGES);
  if (recent.length < FEWEST_CHANGES) return undefined;
  const claimed = facts.claims.map(({ metric }) => metric);
  for (const focus of listLiveFocuses(facts)) {
    const guardrail = focus.guardrails.find(
      (metric) => claimed.includes(metric) && facts.policy.shownMetrics.has(metric),
    );
    // A change that claims the focus itself is told of its guardrails by the rule of the focus.
    if (guardrail === undefined || claimed.includes(focus.key)) continue;
    const pushing = recent.filter(({ claims }) =>
      claims.some(({ metric, effect }) => metric === focus.key && effect !== "protects"),
    );
    const protects = recent.filter(({ claims }) =>
      claims.some(({ metric, effect }) => metric === guardrail && effect === "protects"),
    ).length;
    if (pushing.length <= protects) continue;
    return {
      rule: "guardrail",
      strength: toStrength(pushing.length - protects, pushing.length),
      lookedAt: recent.length,
      changes: pushing.map(({ id }) => id),
      guardrail,
      focus: focus.key,
      protects,
    };
  }
  return undefined;
}

/** The claims under today's keys, each metric once. */
export function toLiveClaims<Said extends Claim>(said: readonly Said[], policy: Policy): readonly Said[] {
  const live = new Map<string, Said>();
  for (const claim of said) {
    const { vocabulary } = policy;
    const resolved = (vocabulary.withHidden ?? vocabulary).resolve(claim.metric);
    // A retired key may by chance be the name of another metric.
    if (resolved === undefined || resolved.via === "name") continue;
    const metric = resolved.metric.key;
    if (!live.has(metric)) live.set(metric, { ...claim, metric });
  }
  return [...live.values()];
}

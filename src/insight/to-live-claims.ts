import type { Claim } from "../model/answer.ts";
import type { Policy } from "../tagging/compile-policy.ts";

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

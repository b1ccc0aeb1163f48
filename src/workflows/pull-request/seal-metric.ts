import { hashContent } from "../../catalog/hash-content.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { LookContext } from "../service-context.ts";

/** No key of a catalog can begin like it: keys have no colon. */
const SEAL = "sealed:";
const SEALED = /sealed:[0-9a-f]{16}/gu;

export type Seal = LookContext["seal"];

/**
 * A metric's key in a form that says nothing to whoever does not have the app's secret, not even to somebody who tries
 * likely keys: a public repository's check may carry it where the key itself is private. Sealing twice is sealing once.
 */
export function sealMetric(key: string, seal: Seal): string {
  return key.startsWith(SEAL) ? key : `${SEAL}${seal(key).slice(0, 16)}`;
}

/**
 * The text with each sealed key replaced by the metric of the catalog that it stands for, where there is one. Only for
 * what a check of ours carried: in the words of a person it would tell them whether they guessed a key.
 */
export function openSealedMetrics(text: string, { catalog }: Policy, seal: Seal): string {
  if (!text.includes(SEAL)) return text;
  const keys = catalog.metrics.flatMap(({ key, was }) => [key, ...was]);
  return text.replace(
    SEALED,
    (sealed) =>
      // Former versions sealed without a secret; what they wrote is sealed anew when the check is next written.
      keys.find((key) => [sealMetric(key, seal), `${SEAL}${hashContent(key)}`].includes(sealed)) ?? sealed,
  );
}

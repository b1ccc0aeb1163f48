import { hashContent } from "../../catalog/hash-content.ts";
import type { Policy } from "../../tagging/compile-policy.ts";

/** No key of a catalog can begin like it: keys have no colon. */
const SEAL = "sealed:";
const SEALED = /sealed:[0-9a-f]{16}/gu;

/**
 * A metric's key in a form that says nothing to whoever does not know the key: a public repository's check may carry
 * it where the key itself is private. Sealing twice is sealing once.
 */
export function sealMetric(key: string): string {
  return key.startsWith(SEAL) ? key : `${SEAL}${hashContent(key)}`;
}

/** The text with each sealed key replaced by the metric of the catalog that it stands for, where there is one. */
export function openSealedMetrics(text: string, { catalog }: Policy): string {
  if (!text.includes(SEAL)) return text;
  return text.replace(
    SEALED,
    (sealed) =>
      catalog.metrics.flatMap(({ key, was }) => [key, ...was]).find((key) => sealMetric(key) === sealed) ??
      sealed,
  );
}

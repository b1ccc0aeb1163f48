import type { Tag } from "../model/answer.ts";
import type { ChangeAnswer } from "../model/assessed-change.ts";
import type { ShownCatalog } from "./shown-catalog.ts";

/** Which of two tags of one metric on one change counts: the one that most clearly came from a person. */
const STRENGTH = { declared: 2, accepted: 1, inherited: 0 } as const;

/** The metrics that an answer claims to these readers: live keys, each once. Not for changes that were not asked. */
export function listClaims(
  answer: ChangeAnswer,
  catalog: Pick<ShownCatalog, "isHidden" | "liveKeys">,
): readonly Tag[] {
  if (answer.kind !== "tags") {
    return [];
  }
  const claims: Tag[] = [];
  for (const tag of answer.tags) {
    if (catalog.isHidden(tag.metric)) {
      continue;
    }
    const metric = catalog.liveKeys.get(tag.metric) ?? tag.metric;
    const claim = metric === tag.metric ? tag : { ...tag, metric };
    const index = claims.findIndex((earlier) => earlier.metric === metric);
    const other = claims[index];
    if (other === undefined) {
      claims.push(claim);
    } else if (STRENGTH[claim.provenance] > STRENGTH[other.provenance]) {
      claims[index] = claim;
    }
  }
  return claims;
}

import type { AssessedChange } from "../model/assessed-change.ts";
import type { Policy } from "../tagging/compile-policy.ts";
import type { AnsweredChange } from "./insight-facts.ts";
import { toLiveClaims } from "./to-live-claims.ts";

/**
 * The changes that were asked and answered, newest first, under today's keys: a renamed metric counts under its new
 * key, a retired one not at all.
 *
 * @param changes Oldest first.
 */
export function listAnsweredChanges(
  changes: readonly AssessedChange[],
  policy: Policy,
): readonly AnsweredChange[] {
  return changes
    .filter(({ asked, answer }) => asked && answer.kind !== "unanswered")
    .map(({ id, paths, answer }) => ({
      id,
      paths,
      claims: answer.kind === "tags" ? toLiveClaims(answer.tags, policy) : [],
    }))
    .reverse();
}

import type { AnswerProblem } from "../model/answer.ts";
import type { Policy } from "./compile-policy.ts";

/** Problems as they may be told: in a public repository without the keys of private metrics. */
export function hidePrivateMetrics(
  problems: readonly AnswerProblem[],
  policy: Policy,
): readonly AnswerProblem[] {
  const hidden = policy.catalog.metrics.flatMap(({ key }) => (policy.shownMetrics.has(key) ? [] : [key]));
  if (hidden.length === 0 || problems.length === 0) {
    return problems;
  }
  const keys = new Set(hidden);
  return problems.map(({ code, message }) => ({
    code,
    message: message.replace(/[a-z0-9][a-z0-9-]*/gu, (word) => (keys.has(word) ? "a private metric" : word)),
  }));
}

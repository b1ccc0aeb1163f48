import type { AnswerProblem, Claim } from "../model/answer.ts";
import { toTooManyMetrics } from "./answer-problems.ts";

const MOST_CLAIMS = 2;

export interface CollectedClaims {
  /** The first two, each metric once. */
  readonly claims: readonly Claim[];
  /** Tells which do not count, if any. */
  readonly problems: readonly AnswerProblem[];
}

/** The claims of several items as one statement's. */
export function collectClaims(all: readonly Claim[]): CollectedClaims {
  const different = all.filter(
    (claim, index) => all.findIndex(({ metric }) => metric === claim.metric) === index,
  );
  const claims = different.slice(0, MOST_CLAIMS);
  const extra = different.slice(MOST_CLAIMS).map(({ metric }) => metric);
  return { claims, problems: extra.length > 0 ? [toTooManyMetrics(claims, extra)] : [] };
}

import type { Answer } from "../model/answer.ts";
import type { Assessment } from "../model/assessment.ts";
import { type AssessedChange, type ChangeAnswer, toChangeId } from "../model/change.ts";
import type { PullRequest } from "../model/pull-request.ts";
import type { Policy } from "./compile-policy.ts";
import { findExemption } from "./find-exemption.ts";
import { parseRevert } from "./parse-revert.ts";

interface Landing {
  readonly number: number;
  readonly sha: string;
  readonly landedAtMs: number;
  /** The app's check stood on it before it landed. */
  readonly wasAsked: boolean;
  /** Its check suggested something, or withheld it, while it asked. */
  readonly wasShown: boolean;
}

/**
 * A merged pull request as the report reads it: its assessment, kept at the moment it landed or was corrected. The
 * assessment holds the suggestions that its check showed, not what would be suggested now.
 */
export function assessLandedPullRequest(
  pullRequest: PullRequest,
  assessment: Assessment,
  { policy, landing }: { readonly policy: Policy; readonly landing: Landing },
): AssessedChange {
  const { areas, unmatched } = policy.areas.matchAreas(pullRequest.paths);
  const eligible =
    findExemption({ ...pullRequest, logins: [pullRequest.author.login] }, policy) === undefined;
  const guess = assessment.suggestions[0]?.metric;
  const isGuessed = eligible && assessment.answer.kind === "unanswered" && guess !== undefined;
  const asked = eligible && landing.wasAsked;
  const suggested = {
    metrics: assessment.suggestions.map(({ metric }) => metric),
    blind: assessment.blind,
  };
  const reverts = parseRevert(pullRequest.title, pullRequest.body);
  return {
    id: toChangeId(landing),
    sha: landing.sha,
    number: landing.number,
    title: pullRequest.title,
    author: pullRequest.author.login,
    landedAtMs: landing.landedAtMs,
    areas,
    touchesNoArea: unmatched > 0,
    paths: pullRequest.paths,
    eligible,
    asked,
    answer: toChangeAnswer(assessment.answer),
    ...(isGuessed ? { guess } : {}),
    // Who answered before the check asked was shown nothing, and says nothing about what would have been suggested.
    ...(asked && landing.wasShown ? { suggested } : {}),
    ...(reverts === undefined ? {} : { reverts }),
  };
}

/** What stays of an answer once the change has landed: `for` has become its tags, or `unsure`. */
export function toChangeAnswer(answer: Answer): ChangeAnswer {
  switch (answer.kind) {
    case "tags":
      return { kind: "tags", tags: answer.tags };
    case "for":
      return answer.tags.length > 0 ? { kind: "tags", tags: answer.tags } : { kind: "unsure" };
    case "none":
    case "unsure":
    case "unanswered":
      return { kind: answer.kind };
  }
}

/**
 * A stored change as today's catalog sees it: its areas are found anew from its paths, so that a window in which the
 * catalog was edited is not drawn by two catalogs. What was said, and who was asked, stays as it was.
 */
export function reassessStoredChange(change: AssessedChange, policy: Pick<Policy, "areas">): AssessedChange {
  const { areas, unmatched } = policy.areas.matchAreas(change.paths);
  return { ...change, areas, touchesNoArea: unmatched > 0 };
}

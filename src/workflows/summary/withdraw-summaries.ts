import { hasMoreReaders } from "../../catalog/may-be-shown.ts";
import type { Repository } from "../../model/repository.ts";
import { isFinal } from "../is-final.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookContext } from "../service-context.ts";
import { toSummaryIssueMarker, toWeekMarker } from "./summary-marker.ts";

/** Thirteen months of weeks, and some. */
const MOST_WEEKS = 80;

export interface Withdrawal {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly repository: Repository;
}

/**
 * Empties what was written for fewer than can read the repository now; GitHub keeps what stood there in its history of
 * edits. Each is noted by itself, so that a look that has to stop goes on where it ended.
 */
export async function withdrawSummaries({ context, claim, repository }: Withdrawal): Promise<void> {
  const weeks = await context.store.listSummaryWeeks(repository.ownerId, MOST_WEEKS);
  for (const week of weeks) {
    if (week.state !== "posted" || week.repositoryId !== repository.id) continue;
    if (!isForFewer(week, repository)) continue;
    await empty(context, repository, week);
    const { visibility: audience } = repository;
    await saveUnderClaim({ context, claim }, { summaryWeeks: [{ ...week, briefs: [], audience }] });
    context.log.info({ week: week.week }, "summary withdrawn: more people can read the repository now");
  }
}

/** One whose readers are not known was written for few. */
function isForFewer({ audience = "private" }: StoredSummaryWeek, { visibility }: Repository): boolean {
  return hasMoreReaders(visibility, audience);
}

async function empty(
  { github }: LookContext,
  repository: Repository,
  { organisationId, week, number, commentId }: StoredSummaryWeek,
): Promise<void> {
  const marker = toWeekMarker({ organisationId, week, audience: repository.visibility });
  const text = `${marker}\nThis summary was written for fewer people than can read it now, and is withdrawn.`;
  try {
    if (commentId !== undefined) await github.updateComment(repository, commentId, text);
    else if (number !== undefined) {
      await github.updateIssue(repository, number, `${toSummaryIssueMarker(organisationId)}\n${text}`);
    }
  } catch (error) {
    // Deleted by a person, it tells nobody anything.
    if (!isFinal(error) || error.failure.kind !== "gone") throw error;
  }
}

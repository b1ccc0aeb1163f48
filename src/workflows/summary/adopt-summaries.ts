import type { Repository } from "../../model/repository.ts";
import { restoreComments } from "../comments/restore-comments.ts";
import type { IssueComment } from "../ports/git-hub.ts";
import type { StoreWrites, WorkClaim } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookContext } from "../service-context.ts";
import { type MarkedWeek, parseWeekMarkers, toSummaryIssueMarker } from "./summary-marker.ts";

export interface AdoptedSummaries {
  /** Absent: there is no such issue. */
  readonly number?: number;
  readonly weeks: readonly StoredSummaryWeek[];
  /** What was said below it of briefs that are still known. */
  readonly said: StoreWrites;
}

interface Adoption {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  /** Of the account. */
  readonly organisationId: number;
}

/** Keeps what was found, for the look that asked. */
export async function saveAdopted(
  look: Adoption,
  target: Repository,
  { number, weeks, said }: AdoptedSummaries,
): Promise<void> {
  if (number === undefined) return;
  const { organisationId } = look;
  await saveUnderClaim(look, {
    ...said,
    summaryWeeks: weeks,
    summaryIssues: [{ organisationId, repositoryId: target.id, number }],
  });
  const answered = said.seenComments?.length ?? 0;
  look.context.log.info({ weeks: weeks.length, answered }, "summaries found on GitHub");
}

/**
 * What stands on GitHub already, by our markers and our own app: people can write our marker. Asked where the store
 * knows of no week, because it may have been lost, and where it is not known whether a post arrived.
 */
export async function adoptSummaries(look: Adoption, target: Repository): Promise<AdoptedSummaries> {
  const { context, organisationId } = look;
  const marker = toSummaryIssueMarker(organisationId);
  const known = await context.store.findSummaryIssue(organisationId, target.id);
  const ours = await context.github.listOurIssues(target);
  // Newest first: of two, should there ever be two, the oldest.
  const issue =
    ours.find(({ number }) => number === known?.number) ?? ours.findLast(({ body }) => body.includes(marker));
  if (issue === undefined) return { weeks: [], said: {} };
  const comments = await context.github.listComments({ ...target, number: issue.number });
  const weeks = [
    ...toWeeks(look, { target, number: issue.number }, parseWeekMarkers(issue.body)),
    ...comments
      .filter(({ isOurs }) => isOurs)
      .flatMap((comment) =>
        toWeeks(look, { target, number: issue.number, comment }, parseWeekMarkers(comment.body)),
      ),
  ];
  const thread = { context, repository: target, number: issue.number };
  const place = { kind: "summary-issue", weeks } as const;
  const { writes: said } = await restoreComments({ ...thread, place }, comments);
  return { number: issue.number, weeks, said };
}

function toWeeks(
  { organisationId, context }: Adoption,
  place: { readonly target: Repository; readonly number: number; readonly comment?: IssueComment },
  marked: MarkedWeek | undefined,
): readonly StoredSummaryWeek[] {
  if (marked?.organisationId !== organisationId) return [];
  const { target, number, comment } = place;
  return [
    {
      organisationId,
      week: marked.week,
      state: "posted",
      repositoryId: target.id,
      number,
      ...(comment === undefined ? {} : { commentId: comment.id }),
      briefs: marked.briefs,
      audience: marked.audience,
      atMs: context.now(),
    },
  ];
}

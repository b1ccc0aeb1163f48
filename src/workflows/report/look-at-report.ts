import type { CatalogState } from "../../model/assessment.ts";
import type { Repository } from "../../model/repository.ts";
import type { Subject } from "../../model/subject.ts";
import { readEffectiveCatalog } from "../catalog/read-effective-catalog.ts";
import type { StoredReportIssue } from "../ports/report-store.ts";
import type { StoreWrites, WorkClaim } from "../ports/service-store.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { findNextScheduled } from "./find-next-scheduled.ts";
import { hearReportComments } from "./hear-report-comments.ts";
import { isReportWanted } from "./is-report-wanted.ts";
import { showReportIssue } from "./show-report-issue.ts";
import { toReaders } from "./to-readers.ts";
import { withdrawReport } from "./withdraw-report.ts";

const DAY_MS = 86_400_000;

/**
 * The report of a repository is due, was asked for, or was answered: hears what was decided, makes the report where
 * its time has come, and writes what differs from the issue. The first one comes as soon as there is an answer.
 */
export async function lookAtReport(
  context: LookContext,
  claim: WorkClaim,
  { repositoryId }: Extract<Subject, { kind: "report" }>,
): Promise<LookOutcome> {
  const repository = await context.store.findRepository(repositoryId);
  if (repository === undefined || repository.isDeleted || repository.isArchived) {
    return { settlement: { kind: "superseded", why: "the repository is gone or archived" }, writes: {} };
  }
  const known = await context.store.findReportIssue(repositoryId);
  const { effective, read } = await readEffectiveCatalog(context, repository, "known");
  const { state } = effective;
  if (state.kind !== "valid" || !isReportWanted(state.catalog, repository)) {
    const mayStay = known === undefined || mayStand(state, { repository, known });
    return finish(
      read,
      mayStay ? switchOff(known) : await withdrawReport({ context, claim, repository }, known),
    );
  }
  const { catalog } = state;
  const isAskedFor = await hearReportComments({ context, claim, repository, known });
  const nextAtMs = findNextScheduled(catalog.summary.schedule, context.now());
  const readers = toReaders(catalog, repository);
  const isForOthers = known?.number !== undefined && known.readers !== readers;
  const isDue = isForOthers || hasCome(known, context.now());
  // The schedule may have been edited since.
  if (!isDue && !isAskedFor) return finish(read, known && { ...known, nextAtMs });
  const made = await context.makeReport(`${repository.owner}/${repository.name}`);
  if (!made.ok) context.log.info({ why: made.error }, "no report yet");
  const isWorthAnIssue = made.ok && (made.value.answered > 0 || known?.number !== undefined);
  if (!isWorthAnIssue) {
    const before = known ?? { repositoryId, parts: [], questions: [] };
    const nothing = isForOthers ? await withdrawReport({ context, claim, repository }, before) : before;
    return finish(read, { ...nothing, nextAtMs: context.now() + DAY_MS });
  }
  const shown = await showReportIssue({
    context,
    claim,
    repository,
    known,
    made: made.value,
    nextAtMs,
    readers,
  });
  return finish(read, shown);
}

/** Without an issue it waits for the first answer, whatever day that comes. */
function hasCome(known: StoredReportIssue | undefined, nowMs: number): boolean {
  return known?.number === undefined || known.nextAtMs === undefined || known.nextAtMs <= nowMs;
}

/** While a catalog has errors its report stays as it is, unless it was written for fewer than can read it now. */
function mayStand(
  { kind }: CatalogState,
  { repository, known }: { readonly repository: Repository; readonly known: StoredReportIssue },
): boolean {
  const isForPublic = known.readers !== undefined && known.readers !== "private";
  const hasErrors = kind === "broken" || kind === "unreadable";
  return hasErrors && (repository.visibility !== "public" || isForPublic);
}

function switchOff(known: StoredReportIssue | undefined): StoredReportIssue | undefined {
  if (known?.nextAtMs === undefined) return undefined;
  const { nextAtMs: _, ...rest } = known;
  return rest;
}

function finish(
  catalogs: NonNullable<StoreWrites["catalogs"]>,
  issue: StoredReportIssue | undefined,
): LookOutcome {
  return {
    settlement: { kind: "done" },
    writes: { catalogs, ...(issue === undefined ? {} : { reportIssues: [issue] }) },
  };
}

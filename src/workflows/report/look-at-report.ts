import type { CatalogState } from "../../model/assessment.ts";
import type { Repository } from "../../model/repository.ts";
import type { Subject } from "../../model/subject.ts";
import { readEffectiveCatalog } from "../catalog/read-effective-catalog.ts";
import { listComments, processIssueComments } from "../comments/process-issue-comments.ts";
import type { StoredReportIssue } from "../ports/report-store.ts";
import type { StoreWrites, WorkClaim } from "../ports/service-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { adoptReportIssue } from "./adopt-report-issue.ts";
import { toReaders } from "./made-report.ts";
import { findNextScheduled, isReportWanted } from "./schedule-reports.ts";
import { type ReportShowing, showReportIssue } from "./show-report-issue.ts";
import { withdrawReport } from "./withdraw-report.ts";

const DAY_MS = 86_400_000;

type CatalogReadings = NonNullable<StoreWrites["catalogs"]>;
type ReportKeeping = Pick<ReportShowing, "context" | "claim" | "repository" | "catalog" | "known">;

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
  const stored = await context.store.findReportIssue(repositoryId);
  const comments = listComments(claim);
  // Nobody needs a catalog, or this issue, to be left out.
  const elsewhere = comments.filter(({ number }) => number !== stored?.number);
  await processIssueComments({ context, claim, repository }, elsewhere);
  const { effective, read } = await readEffectiveCatalog(context, repository, "known");
  const { state } = effective;
  const known = stored ?? (await adopt({ context, claim, repository }, state));
  if (state.kind !== "valid" || !isReportWanted(state.catalog, repository)) {
    const below = comments.filter(({ number }) => number === stored?.number);
    await processIssueComments({ context, claim, repository }, below);
    const mayStay = known.number === undefined || mayStand(state, { repository, known });
    const catalog = state.kind === "valid" ? state.catalog : undefined;
    return finish(
      read,
      mayStay ? switchOff(known) : await withdrawReport({ context, claim, repository, catalog }, known),
    );
  }
  return await keepReport({ context, claim, repository, known, catalog: state.catalog }, read);
}

async function keepReport(keeping: ReportKeeping, read: CatalogReadings): Promise<LookOutcome> {
  const { context, claim, repository, known, catalog } = keeping;
  const below = listComments(claim).filter(({ number }) => number === known.number);
  const isAskedFor = (await processIssueComments(keeping, below, known)).has("report");
  const nextAtMs = findNextScheduled(catalog.summary.schedule, context.now());
  const readers = toReaders(catalog, repository);
  const isForOthers = known.number !== undefined && known.readers !== readers;
  if (!isForOthers && !isAskedFor && !(await isDue(context, known))) {
    // The schedule may have been edited since.
    return finish(read, isLeftBehind(known) ? known : { ...known, nextAtMs });
  }
  const made = await context.makeReport(`${repository.owner}/${repository.name}`);
  if (!made.ok) context.log.info({ why: made.error }, "no report yet");
  const isWorthAnIssue = made.ok && (made.value.answered > 0 || known.number !== undefined);
  if (!isWorthAnIssue) {
    const nothing = isForOthers
      ? await withdrawReport({ context, claim, repository, catalog }, known)
      : known;
    return finish(read, { ...nothing, nextAtMs: context.now() + DAY_MS });
  }
  const shown = await showReportIssue({ ...keeping, made: made.value, nextAtMs, readers });
  return finish(read, shown);
}

/** A look that comes first, or after the store was lost: what it finds is kept before anything is done with it. */
async function adopt(
  { context, claim, repository }: Pick<ReportShowing, "context" | "claim" | "repository">,
  state: CatalogState,
): Promise<StoredReportIssue> {
  const readers = state.kind === "valid" ? toReaders(state.catalog, repository) : undefined;
  const { issue, writes } = await adoptReportIssue({ context, repository }, readers);
  await saveUnderClaim({ context, claim }, { ...writes, reportIssues: [issue] });
  return issue;
}

/** Without an issue it waits for the first answer, whatever day that comes; one left behind, for what was said before. */
async function isDue({ store, now }: LookContext, known: StoredReportIssue): Promise<boolean> {
  const { number, nextAtMs, repositoryId } = known;
  if (number === undefined || nextAtMs === undefined || nextAtMs <= now()) return true;
  return isLeftBehind(known) && (await store.findBackfill(repositoryId))?.phase === "done";
}

/** By a store that was lost: it stands as it was until the new store knows as much. */
function isLeftBehind({ parts }: StoredReportIssue): boolean {
  return parts.some(({ shown }) => shown === "");
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

function switchOff(known: StoredReportIssue): StoredReportIssue | undefined {
  if (known.nextAtMs === undefined) return undefined;
  const { nextAtMs: _, ...rest } = known;
  return rest;
}

function finish(catalogs: CatalogReadings, issue: StoredReportIssue | undefined): LookOutcome {
  return {
    settlement: { kind: "done" },
    writes: { catalogs, ...(issue === undefined ? {} : { reportIssues: [issue] }) },
  };
}

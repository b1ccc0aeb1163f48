import { mergeWrites } from "../comments/command.ts";
import type { BackfillCounts, StoredBackfill } from "../ports/backfill-store.ts";
import type { PagePoints, PullRequestPage } from "../ports/git-hub.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";
import { type BackfillLook, goOn } from "./backfill-look.ts";
import { type EntryReading, readEntry } from "./read-entry.ts";

const MOST_AT_ONCE = 100;
/** Pages in a row that GitHub answered until more is asked for again. */
const CALM_PAGES = 4;
/** Pull requests in one transaction: intake waits for one of them at most. */
const WRITTEN_AT_ONCE = 20;
/** Of the hour's points, what is left to live events. */
const KEPT_SHARE = 0.2;

/** Reads the next pull requests of the span, the one updated last first, and stores what was said on them. */
export async function readBackfillPage(look: BackfillLook, backfill: StoredBackfill): Promise<LookOutcome> {
  const page = await findPage(look, backfill);
  if (page === "too-large") {
    const pageSize = Math.max(1, Math.floor(backfill.pageSize / 2));
    look.context.log.info({ pageSize }, "GitHub did not answer in time: smaller pages");
    return goOn(look, { ...backfill, pageSize, calmPages: 0 });
  }
  // What was updated last before the span landed before it, and so did all that follows.
  const entries = page.entries.filter(({ state }) => state.updatedAtMs >= backfill.sinceMs);
  let counts: BackfillCounts = { ...backfill.counts, total: page.total };
  for (let start = 0; start < entries.length; start += WRITTEN_AT_ONCE) {
    const readings: EntryReading[] = [];
    for (const entry of entries.slice(start, start + WRITTEN_AT_ONCE)) {
      const reading = await readEntry(look, entry, backfill.sinceMs);
      readings.push(reading);
      counts = addCounts(counts, reading.counts);
    }
    await saveUnderClaim(look, mergeWrites(readings.map(({ writes }) => writes)));
  }
  const isOver = page.next === undefined || entries.length < page.entries.length;
  look.context.log.info({ read: counts.read, total: counts.total, points: page.points?.cost }, "page read");
  if (isOver) return goOn(look, { ...withoutCursor(backfill), phase: "assessing", counts });
  const isCalm = backfill.calmPages + 1 >= CALM_PAGES;
  const next: StoredBackfill = {
    ...withoutCursor(backfill),
    ...(page.next === undefined ? {} : { cursor: page.next }),
    counts,
    pageSize: isCalm ? Math.min(MOST_AT_ONCE, backfill.pageSize * 2) : backfill.pageSize,
    calmPages: isCalm ? 0 : backfill.calmPages + 1,
  };
  return waitForPoints(page.points, next) ?? goOn(look, next);
}

/** GitHub ends a query after 10 s: one that is too heavy fails every time. */
async function findPage(
  { context, repository }: BackfillLook,
  { pageSize, cursor }: StoredBackfill,
): Promise<PullRequestPage | "too-large"> {
  try {
    return await context.github.readPullRequestPage(repository, {
      first: pageSize,
      ...(cursor === undefined ? {} : { after: cursor }),
    });
  } catch (error) {
    const isFault = error instanceof GitHubError && error.failure.kind === "fault";
    if (isFault && pageSize > 1) return "too-large";
    throw error;
  }
}

/** A spent hour would hold the whole installation: the rest of it is for live events. */
function waitForPoints(points: PagePoints | undefined, next: StoredBackfill): LookOutcome | undefined {
  if (points === undefined || points.remaining >= points.limit * KEPT_SHARE) return undefined;
  const why = "the rest of the hour's points is left to live events";
  return {
    settlement: { kind: "wait", untilMs: points.resetAtMs, why },
    writes: { backfills: [next] },
  };
}

function withoutCursor({ cursor: _, ...rest }: StoredBackfill): StoredBackfill {
  return rest;
}

function addCounts(counts: BackfillCounts, more: Partial<BackfillCounts>): BackfillCounts {
  const sums = Object.entries(counts).map(([name, count]) => [
    name,
    count + (more[name as keyof BackfillCounts] ?? 0),
  ]);
  return Object.fromEntries(sums) as BackfillCounts;
}

import { CHECK_NAME } from "../../check/check-record.ts";
import type { AssessedChange } from "../../model/assessed-change.ts";
import type { PullRequestState } from "../../model/pull-request-state.ts";
import { toExportedChange } from "../../report/exchange/exported.ts";
import { isImported, mergeImportedChange } from "../../report/exchange/merge-imported-change.ts";
import type { ClaimHistory } from "../../tagging/claim-history.ts";
import type { BackfillCounts, StoredBackfill } from "../ports/backfill-store.ts";
import type { StoredNotes } from "../ports/credit-store.ts";
import { assessFacts } from "../pull-request/assess-facts.ts";
import { assessLanding } from "../pull-request/assess-landing.ts";
import { buildLandedNotes } from "../pull-request/build-landed-notes.ts";
import { freezeSuggestions } from "../pull-request/freeze-suggestions.ts";
import type { PullRequestLook } from "../pull-request/pull-request-look.ts";
import { addDeclared } from "../pull-request/read-claim-history.ts";
import { readFacts } from "../pull-request/read-facts.ts";
import type { LookOutcome } from "../run-worker.ts";
import { type BackfillLook, goOn } from "./backfill-look.ts";
import { endBackfill } from "./end-backfill.ts";
import { keepHistory, readHistory } from "./read-history.ts";
import { rememberLinkedIssues } from "./remember-linked-issues.ts";

/** Few enough that a step stays far below a lease, with a request for each that has renamed files. */
const MOST_AT_ONCE = 50;

/** Assesses what landed next, oldest first, as a look would have at the time, and records what was not. */
export async function assessLandedBatch(look: BackfillLook, backfill: StoredBackfill): Promise<LookOutcome> {
  const { context, repository } = look;
  const after = backfill.cursor === undefined ? undefined : parseCursor(backfill.cursor);
  const states = await context.store.listLanded(repository.id, {
    sinceMs: backfill.sinceMs,
    limit: MOST_AT_ONCE,
    ...(after === undefined ? {} : { after }),
  });
  const last = states.at(-1);
  if (last === undefined) return await endBackfill(look, backfill);
  await rememberLinkedIssues(look, states);
  const history = await readHistory(look, backfill);
  let { counts } = backfill;
  const changes: AssessedChange[] = [];
  const notes: StoredNotes[] = [];
  for (const state of states) {
    const landed = await assessLanded({ ...look, state }, history);
    if (landed === undefined) continue;
    changes.push(landed.change);
    const own = await buildLandedNotes({ ...look, state }, landed.change, changes);
    if (own !== undefined) notes.push(own);
    counts = addLanded(counts, landed);
  }
  const next = { ...backfill, cursor: toCursor(last), counts };
  keepHistory(look, next, history);
  const catalogVersion = look.effective.policy?.catalog.version ?? "";
  return goOn(look, next, {
    changes: changes.map((change) => ({ repositoryId: repository.id, change, catalogVersion })),
    notes,
  });
}

interface Landed {
  readonly change: AssessedChange;
  readonly isCut: boolean;
  readonly isOtherCatalog: boolean;
}

/**
 * Undefined where a live event recorded it: that knew more than can be read. Of an imported one GitHub tells who made
 * it, and what an import knows more is laid over that, as if it had come last.
 */
async function assessLanded(look: PullRequestLook, history: ClaimHistory): Promise<Landed | undefined> {
  const { context, repository, state, effective } = look;
  const known = await context.store.findChange(repository.id, state.number);
  if (known !== undefined && !isImported(known)) {
    addDeclared(history, known);
    return undefined;
  }
  const facts = await readFacts(look, effective.policy);
  const assessment = await freezeSuggestions(look, assessFacts(look, facts, history));
  const landed = await assessLanding(look, undefined, { facts, assessment });
  if (landed === undefined) return undefined;
  const change = known === undefined ? landed : mergeImportedChange(landed, toExportedChange(known));
  addDeclared(history, change);
  const isCut = facts.pathsTruncated === true;
  return { change, isCut, isOtherCatalog: await wasAskedByOther(look, change) };
}

function addLanded(counts: BackfillCounts, { change, isCut, isOtherCatalog }: Landed): BackfillCounts {
  const isUnasked = counts.asked > 0 && change.eligible && !change.asked;
  return {
    ...counts,
    recorded: counts.recorded + 1,
    asked: counts.asked + (change.asked ? 1 : 0),
    withoutCheck: counts.withoutCheck + (isUnasked ? 1 : 0),
    otherCatalog: counts.otherCatalog + (isOtherCatalog ? 1 : 0),
    cutPaths: counts.cutPaths + (isCut ? 1 : 0),
  };
}

async function wasAskedByOther(
  { context, repository, effective }: PullRequestLook,
  { asked, number }: AssessedChange,
): Promise<boolean> {
  if (!asked || number === undefined) return false;
  const check = await context.store.findLastCheck(repository.id, number, CHECK_NAME);
  return check?.record !== undefined && check.record.catalogVersion !== effective.policy?.version;
}

/** `1767600000000:812` */
function toCursor({ mergedAtMs = 0, number }: PullRequestState): string {
  return `${mergedAtMs}:${number}`;
}

function parseCursor(cursor: string): { readonly mergedAtMs: number; readonly number: number } {
  const [mergedAtMs = 0, number = 0] = cursor.split(":").map(Number);
  return { mergedAtMs, number };
}

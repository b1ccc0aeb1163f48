import { CHECK_NAME } from "../../check/check-record.ts";
import type { AssessedChange } from "../../model/change.ts";
import type { PullRequestState } from "../../model/pull-request.ts";
import { toReferenceKey } from "../../model/reference.ts";
import { toExportedChange } from "../../report/exchange/exported.ts";
import { isImported, mergeImportedChange } from "../../report/exchange/parse-export.ts";
import { type ClaimHistory, createClaimHistory } from "../../tagging/claim-history.ts";
import { listClosingReferences } from "../../tagging/list-closing-references.ts";
import type { BackfillCounts, StoredBackfill } from "../ports/backfill-store.ts";
import type { StoredNotes } from "../ports/credit-store.ts";
import { addDeclared, assessFacts, freezeSuggestions } from "../pull-request/assess-facts.ts";
import type { PullRequestLook } from "../pull-request/pull-request-look.ts";
import { readFacts } from "../pull-request/read-facts.ts";
import { assessLanding, buildLandedNotes } from "../pull-request/record-landed-change.ts";
import type { LookOutcome } from "../run-worker.ts";
import { type BackfillLook, goOn } from "./backfill-look.ts";
import { endBackfill } from "./end-backfill.ts";

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

const PER_PAGE = 500;
/** Enough for every folder's last claims. */
const MOST_CHANGES = 2_000;

/** What people declared on the changes up to the back-fill's place: kept from step to step, read anew by another process. */
async function readHistory(look: BackfillLook, { cursor, sinceMs }: StoredBackfill): Promise<ClaimHistory> {
  const known = look.context.memory.histories.find(toKey(look));
  if (known !== undefined && known.newest === (cursor ?? "")) return known.history;
  const history = createClaimHistory();
  // The second of the last one included, which others may share: those behind it are added when they are reached.
  const [atMs, number] = cursor?.split(":").map(Number) ?? [];
  const until = { atMs: atMs ?? sinceMs, number: number ?? -1 };
  for (const change of await listLatestUntil(look, until)) addDeclared(history, change);
  return history;
}

function keepHistory(look: BackfillLook, { cursor }: StoredBackfill, history: ClaimHistory): void {
  const { histories } = look.context.memory;
  histories.delete(toKey(look));
  histories.set(toKey(look), { newest: cursor ?? "", history });
}

async function listLatestUntil(
  { context, repository }: BackfillLook,
  until: { readonly atMs: number; readonly number: number },
): Promise<readonly AssessedChange[]> {
  let latest: readonly AssessedChange[] = [];
  let after: { readonly landedAtMs: number; readonly id: string } | undefined;
  for (;;) {
    const page = await context.store.listChanges(repository.id, {
      sinceMs: 0,
      untilMs: until.atMs + 1,
      limit: PER_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    latest = [...latest, ...page].slice(-MOST_CHANGES);
    const last = page.at(-1);
    if (last === undefined || page.length < PER_PAGE) break;
    after = { landedAtMs: last.landedAtMs, id: last.id };
  }
  return latest
    .filter(({ landedAtMs, number = 0 }) => landedAtMs < until.atMs || number <= until.number)
    .toSorted((a, b) => a.landedAtMs - b.landedAtMs || (a.number ?? 0) - (b.number ?? 0));
}

function toKey({ repository }: BackfillLook): string {
  return `backfill:${repository.id}`;
}

/** Puts the issues that came with the pages where readers look before they ask GitHub. */
async function rememberLinkedIssues(
  { context, repository }: BackfillLook,
  states: readonly PullRequestState[],
): Promise<void> {
  const keys = states.flatMap(({ body }) => listClosingReferences(body).map(toReferenceKey));
  for (const { key, issue } of await context.store.listLinkedIssues(repository.id, keys)) {
    // `owner/name#12`, or `#12` of this repository
    const [fullName = "", number = ""] = key.split("#");
    const [owner, name] = fullName.split("/");
    const place =
      owner === undefined || name === undefined
        ? repository
        : await context.store.findRepositoryByName(owner, name);
    if (place !== undefined) context.memory.issues.set(`${place.id}#${number}`, issue);
  }
}

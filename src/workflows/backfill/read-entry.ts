import { CHECK_NAME } from "../../check/check-record.ts";
import type { PullRequestState } from "../../model/pull-request.ts";
import { toReferenceKey } from "../../model/reference.ts";
import { SHOWN_TO_FEW } from "../../model/repository.ts";
import { PRIORITY } from "../../model/subject.ts";
import { isImported } from "../../report/exchange/parse-export.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import { listClosingReferences } from "../../tagging/list-closing-references.ts";
import { hasWord } from "../../text/show-code.ts";
import { restoreComments } from "../comments/restore-comments.ts";
import type { BackfillCounts } from "../ports/backfill-store.ts";
import type { CheckRun, PageComment, PageEntry } from "../ports/git-hub.ts";
import type { StoredCheck, StoredComment, StoredStatement, StoreWrites } from "../ports/service-store.ts";
import { findOwnCheckRun, listRestoredWrites } from "../pull-request/restore-check.ts";
import { isForFewer } from "../pull-request/withdraw.ts";
import type { BackfillLook } from "./backfill-look.ts";
import { listFoundComments } from "./list-found-comments.ts";

export interface EntryReading {
  readonly writes: StoreWrites &
    Required<
      Pick<
        StoreWrites,
        "pullRequests" | "paths" | "checks" | "statements" | "comments" | "linkedIssues" | "bumps"
      >
    >;
  /** What it adds to the counts. */
  readonly counts: Partial<BackfillCounts>;
}

const NOTHING: EntryReading["writes"] = {
  pullRequests: [],
  paths: [],
  checks: [],
  statements: [],
  comments: [],
  linkedIssues: [],
  bumps: [],
};

/** What one pull request adds to the store. What live events told of it stays: they knew more than can be read. */
export async function readEntry(
  look: BackfillLook,
  entry: PageEntry,
  sinceMs: number,
): Promise<EntryReading> {
  const { repository, context } = look;
  const { store } = context;
  const { state } = entry;
  const isMerged = state.status === "merged";
  if (isMerged && (state.mergedAtMs ?? 0) < sinceMs) return { writes: NOTHING, counts: { read: 1 } };
  const landed = isMerged ? await store.findChange(repository.id, state.number) : undefined;
  if (landed !== undefined && !isImported(landed)) {
    return { writes: NOTHING, counts: { read: 1, merged: 1, known: 1 } };
  }
  const comments = entry.comments ?? (await listAllComments(look, state.number));
  const { number } = state;
  const place = { kind: "pull-request", state, effective: look.effective } as const;
  const { writes: said, editedByOthers } = await restoreComments(
    { context, repository, number, place },
    comments,
  );
  const fresh = await listUnknown(look, state, said.statements ?? []);
  const known = await store.findPullRequest(repository.id, state.number);
  const isNewer = known === undefined || known.updatedAtMs < state.updatedAtMs;
  const check = await listCheck(look, entry);
  const found = await listFoundComments({ ...look, state }, comments);
  return {
    writes: {
      ...said,
      pullRequests: isNewer ? [state] : [],
      paths: await listPaths(look, entry),
      checks: check.checks,
      statements: [...check.statements, ...fresh],
      comments: found,
      linkedIssues: isMerged ? listLinkedIssues(look, entry) : [],
      bumps: isToBeShown({ isMerged, fresh, found, checks: check.checks }, look) ? [toBump(look, state)] : [],
    },
    counts: {
      read: 1,
      ...(isMerged ? { merged: 1 } : { open: 1 }),
      editedByOthers,
      ...(isEditedAfterMerge(entry) ? { editedAfterMerge: 1 } : {}),
    },
  };
}

/**
 * An open one shows what its check said before these were known, and what was written for few must not stand for
 * everybody.
 */
function isToBeShown(
  {
    isMerged,
    fresh,
    found,
    checks,
  }: {
    isMerged: boolean;
    fresh: readonly unknown[];
    found: readonly StoredComment[];
    checks: readonly StoredCheck[];
  },
  { repository }: BackfillLook,
): boolean {
  const isForFew =
    found.some((comment) => isForFewer(comment, repository)) ||
    checks.some(({ shown }) => shown === SHOWN_TO_FEW);
  return (!isMerged && fresh.length > 0) || isForFew;
}

/** Those that do not fit into a page, with what GitHub's other API tells of them: not who edited them. */
async function listAllComments(
  { context, repository }: BackfillLook,
  number: number,
): Promise<readonly PageComment[]> {
  const comments = await context.github.listComments({ ...repository, number });
  return comments.map((comment) => ({
    ...comment,
    ...(comment.updatedAtMs > comment.createdAtMs ? { edit: { atMs: comment.updatedAtMs } } : {}),
  }));
}

/** A statement that is known was heard, or taken back, by an event. */
async function listUnknown(
  { context, repository }: BackfillLook,
  { number }: PullRequestState,
  statements: readonly StoredStatement[],
): Promise<readonly StoredStatement[]> {
  if (statements.length === 0) return [];
  const known = await context.store.listStatements(repository.id, number);
  return statements.filter(
    (one) =>
      !known.some(
        ({ source, originId, position }) =>
          source === one.source && originId === one.originId && position === one.position,
      ),
  );
}

async function listCheck(
  { context, repository, effective }: BackfillLook,
  { state, checkRuns }: PageEntry,
): Promise<Pick<EntryReading["writes"], "checks" | "statements">> {
  const run = findOwnCheckRun(checkRuns, state.number);
  if (run === undefined) return NOTHING;
  const known = await context.store.findLastCheck(repository.id, state.number, CHECK_NAME);
  if (known !== undefined) return NOTHING;
  const restored = listRestoredWrites({ ...state, repositoryId: repository.id }, run);
  if (effective.policy === undefined || !isCheckForFew(run, effective.policy)) return restored;
  return { ...restored, checks: restored.checks.map((check) => ({ ...check, shown: SHOWN_TO_FEW })) };
}

async function listPaths(
  { context, repository }: BackfillLook,
  { state, paths }: PageEntry,
): Promise<EntryReading["writes"]["paths"]> {
  if (paths === undefined) return [];
  const { number, headSha, baseBranch } = state;
  const known = await context.store.findPaths(repository.id, number, headSha);
  return known === undefined
    ? [{ repositoryId: repository.id, number, headSha, baseBranch, paths, truncated: false }]
    : [];
}

/** Those that the description names: what was linked by hand answers nothing. */
function listLinkedIssues(
  { repository }: BackfillLook,
  { state, linkedIssues }: PageEntry,
): EntryReading["writes"]["linkedIssues"] {
  const named = new Set(listClosingReferences(state.body).map(toReferenceKey));
  return linkedIssues.flatMap(({ reference, issue }) => {
    const key = toReferenceKey(reference);
    return named.has(key) ? [{ repositoryId: repository.id, key, issue }] : [];
  });
}

function toBump({ repository }: BackfillLook, { number }: PullRequestState) {
  const { installationId, id: repositoryId } = repository;
  return {
    subject: { kind: "pull-request", installationId, repositoryId, number },
    priority: PRIORITY.backfill,
  } as const;
}

function isEditedAfterMerge({ state, editedAtMs }: PageEntry): boolean {
  return state.mergedAtMs !== undefined && editedAtMs !== undefined && editedAtMs > state.mergedAtMs;
}

/**
 * Whether a check that a lost store left behind names what its readers must not see: it was written before they could
 * read it. Nothing else tells by now for whom it was.
 */
export function isCheckForFew(
  { title, summary, text }: Pick<CheckRun, "title" | "summary" | "text">,
  { catalog, repositoryVisibility }: Pick<Policy, "catalog" | "repositoryVisibility">,
): boolean {
  if (repositoryVisibility === "private") return false;
  const shown = [title, summary, text].join("\n");
  return catalog.metrics
    .filter(({ visibility }) => visibility === "private")
    .flatMap(({ key, name, was }) => [key, name, ...was])
    .some((word) => hasWord(shown, word));
}

import { CHECK_NAME } from "../../check/check-record.ts";
import { buildChangeNotes } from "../../credit/build-change-notes.ts";
import { listFirstAreas } from "../../credit/hide-opted-out.ts";
import { isMachineName } from "../../credit/person.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { AssessedChange } from "../../model/change.ts";
import type { ChangeNotes, CreditedPerson } from "../../model/credit.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Actor } from "../../model/repository.ts";
import { assessLandedPullRequest } from "../../tagging/assess-landed-pull-request.ts";
import { isWhole } from "../backfill/end-backfill.ts";
import type { StoredBackfill } from "../ports/backfill-store.ts";
import type { StoredCreditStatement, StoredNotes } from "../ports/credit-store.ts";
import { listFirstReport } from "../report/schedule-reports.ts";
import type { LookContext } from "../service-context.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { readCommitNotes } from "./read-commit-notes.ts";

/** Beside the change: what is said of people may change where the change itself does not, and no report reads it. */
async function recordNotes(look: PullRequestLook, change: AssessedChange): Promise<void> {
  const notes = await buildLandedNotes(look, change, []);
  if (notes === undefined) return;
  const { store } = look.context;
  const known = await store.findNotes(notes.repositoryId, notes.number);
  if (JSON.stringify(notes) !== JSON.stringify(known)) await saveUnderClaim(look, { notes: [notes] });
}

/** Keeps what a merged pull request was for. An edit after the merge corrects it, dated by its tags. */
export async function recordLandedChange(
  look: PullRequestLook,
  facts: PullRequest,
  assessment: Assessment,
): Promise<void> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  const known = await context.store.findChange(repository.id, state.number);
  const change = await assessLanding(look, known, { facts, assessment });
  if (policy === undefined || change === undefined) return;
  await recordNotes(look, change);
  if (JSON.stringify(change) === JSON.stringify(known)) return;
  await saveUnderClaim(look, {
    changes: [{ repositoryId: repository.id, change, catalogVersion: policy.catalog.version }],
    bumps:
      change.answer.kind === "unanswered"
        ? []
        : await listFirstReport(context.store, repository, policy.catalog),
  });
  const message = known === undefined ? "landed change recorded" : "landed change corrected";
  context.log.info({ answer: change.answer.kind, asked: change.asked }, message);
}

/**
 * What a merged pull request comes to, with all that is known of its landing; undefined without a valid catalog.
 *
 * @param known What was recorded of it before.
 */
export async function assessLanding(
  look: PullRequestLook,
  known: AssessedChange | undefined,
  { facts, assessment }: { readonly facts: PullRequest; readonly assessment: Assessment },
): Promise<AssessedChange | undefined> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  if (policy === undefined) return undefined;
  const check =
    known === undefined
      ? await context.store.findLastCheck(repository.id, state.number, CHECK_NAME)
      : undefined;
  return assessLandedPullRequest(facts, assessment, {
    policy,
    landing: {
      number: state.number,
      sha: state.mergeSha ?? state.headSha,
      landedAtMs: state.mergedAtMs ?? state.updatedAtMs,
      wasAsked: known?.asked ?? check !== undefined,
      wasShown: known === undefined ? check?.record?.shown === true : known.suggested !== undefined,
    },
  });
}

/** In place of somebody who was forgotten, and GitHub's own word for a deleted account. */
const NOBODY = "ghost";

/**
 * Who helped with a landed change and what was learned, from all that was said of it; undefined where nothing was.
 *
 * @param unsaved Changes that are about to be stored with it.
 */
export async function buildLandedNotes(
  look: PullRequestLook,
  change: AssessedChange,
  unsaved: readonly AssessedChange[],
): Promise<StoredNotes | undefined> {
  const { context, repository, state } = look;
  const { number } = state;
  const known = await context.store.findNotes(repository.id, number);
  const statements = await context.store.listCreditStatements(repository.id, number);
  const ofCommits = await readCommitNotes(look, known);
  const notes = buildChangeNotes({
    author: toCreditedPerson(state.author),
    description: state.body,
    ...(ofCommits === undefined ? {} : { ofCommits }),
    commands: toCommands(statements),
  });
  if (known === undefined && isEmpty(notes)) return undefined;
  const firsts = await listFirsts(look, change, { credits: notes.credits, unsaved });
  const tags = change.answer.kind === "tags" ? change.answer.tags : [];
  return {
    repositoryId: repository.id,
    number,
    landedAtMs: change.landedAtMs,
    metrics: [...new Set(tags.map(({ metric }) => metric))],
    notes: firsts.length === 0 ? notes : { ...notes, firsts },
    ...(ofCommits === undefined ? {} : { ofCommits }),
  };
}

function toCreditedPerson({ id, login, isBot }: Actor): CreditedPerson | undefined {
  if (isBot || login === NOBODY || isMachineName(login, "")) return undefined;
  return { name: login, isLogin: true, ...(id === 0 ? {} : { id }) };
}

function toCommands(
  statements: readonly StoredCreditStatement[],
): Pick<ChangeNotes, "credits" | "learnings"> {
  return {
    credits: statements.flatMap(({ said, saidAtMs }) =>
      said.kind === "credit"
        ? [
            {
              kind: "decision" as const,
              person: { name: said.login, isLogin: true },
              words: said.words,
              saidAtMs,
            },
          ]
        : [],
    ),
    learnings: statements.flatMap(({ said, by }) =>
      said.kind === "learned" ? [{ text: said.words, ...(by.name === NOBODY ? {} : { by }) }] : [],
    ),
  };
}

function isEmpty({ credits, learnings, ideasFrom }: ChangeNotes): boolean {
  return credits.length === 0 && learnings.length === 0 && ideasFrom.length === 0;
}

/** Of a longer history it would take too long to say what is not in it. */
const MOST_CHANGES = 2_000;

/**
 * Areas in which a landed change is its author's first. Asked only where the catalog wants to know, a colleague gave
 * the author credit for this change, and no change of the repository is missing in the store.
 */
async function listFirsts(
  { context, repository, state, effective }: PullRequestLook,
  change: AssessedChange,
  { credits, unsaved }: Pick<ChangeNotes, "credits"> & { readonly unsaved: readonly AssessedChange[] },
): Promise<readonly string[]> {
  const { policy } = effective;
  if (policy === undefined || !policy.catalog.summary.firsts) return [];
  const login = state.author.login.toLowerCase();
  const isCredited = credits.some(
    ({ kind, person }) => kind === "decision" && person.name.toLowerCase() === login,
  );
  if (state.author.isBot || !isCredited) return [];
  if (!isHistoryWhole(context, await context.store.findBackfill(repository.id))) return [];
  const changes = await context.store.listRecentChanges(repository.id, MOST_CHANGES + 1);
  if (changes.length > MOST_CHANGES) return [];
  return listFirstAreas(change, [...changes, ...unsaved], (paths) =>
    policy.areas.matchAreas(paths).areas.map(({ area }) => area),
  );
}

function isHistoryWhole({ now, keepMs }: LookContext, backfill: StoredBackfill | undefined): boolean {
  switch (backfill?.phase) {
    case "done":
      // What is older than it is kept would be missing.
      return backfill.wholeSinceMs !== undefined && backfill.wholeSinceMs >= now() - keepMs;
    case "assessing":
      // The oldest first: what landed before the one in hand is there.
      return isWhole(backfill.counts);
    default:
      return false;
  }
}

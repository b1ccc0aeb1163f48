import { hasMoreReaders } from "../../catalog/may-be-shown.ts";
import { INSIGHT_MARKER } from "../../insight/render-insight-comment.ts";
import type { Repository, RepositoryVisibility } from "../../model/repository.ts";
import { isFinal } from "../is-final.ts";
import type { StoredCheck, StoredComment } from "../ports/service-store.ts";
import { renderSeenInsight } from "./apply-insight-comment.ts";
import { carryCheckRecord } from "./check-record.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { toWrite } from "./show-check.ts";

const KINDS = ["insight", "checklist"] as const satisfies readonly StoredComment["kind"][];

const WITHDRAWN: Readonly<Record<StoredComment["kind"], string>> = {
  insight: `${INSIGHT_MARKER}\n\nWhat stood here was written for those who could read this repository then.`,
  checklist: "The list that stood here was written for those who could read this repository then.",
};

/**
 * Our sticky comments that were written while few could read the repository, and that nothing has rewritten since: in
 * public one neutral sentence takes the place of each, whatever became of the pull request. Answers whether any stood.
 */
export async function withdrawComments(look: PullRequestLook): Promise<boolean> {
  const { context, repository, state } = look;
  let hasWithdrawn = false;
  for (const kind of KINDS) {
    const known = await context.store.findComment(repository.id, state.number, kind);
    if (known?.commentId === undefined || !isForFewer(known, repository)) continue;
    await withdraw(look, { ...known, commentId: known.commentId });
    hasWithdrawn = true;
  }
  return hasWithdrawn;
}

/** Whether more people read the repository than a comment of ours was written for; unknown: it was for these. */
export function isForFewer(
  { audience }: Pick<StoredComment, "audience">,
  { visibility }: Pick<Repository, "visibility">,
): boolean {
  return audience !== undefined && hasMoreReaders(visibility, audience);
}

/** No budget of comments holds this back: it happens once. */
async function withdraw(
  look: PullRequestLook,
  known: StoredComment & { readonly commentId: number },
): Promise<void> {
  const { context, repository } = look;
  const body = WITHDRAWN[known.kind];
  try {
    await context.github.updateComment(repository, known.commentId, body);
    context.log.info({ comment: known.kind }, "comment withdrawn: more people can read it now");
  } catch (error) {
    // Deleted or locked by now: nothing more can be done about it.
    if (!isFinal(error)) throw error;
    context.log.warn({ comment: known.kind, why: error.message }, "comment could not be withdrawn");
  }
  const shown = context.hash(body);
  await saveUnderClaim(look, {
    comments: [
      {
        ...known,
        audience: repository.visibility,
        // Without a basis it is thought over anew, should the pull request be opened again.
        shown:
          known.kind === "insight"
            ? renderSeenInsight({ trigger: "unasked", basis: "", body: shown })
            : shown,
      },
    ],
  });
}

/** Nothing is asked of anybody by a check that few look at any more. */
const WITHDRAWN_CHECK = {
  conclusion: "neutral",
  title: "Written for those who could read this then",
  summary:
    "What stood here was written for those who could read this repository then. Nothing is asked of you.",
  text: "",
  actions: [],
  annotations: [],
} as const;

/**
 * Our checks that were written while few could read the repository, and that nothing has rewritten since: those on
 * merged and closed pull requests and on former heads. Call after the head's own were shown. What a button said stays,
 * hidden and sealed. Answers whether any stood.
 */
export async function withdrawChecks(look: PullRequestLook): Promise<boolean> {
  const { context, repository, state } = look;
  if (repository.visibility === "private") return false;
  const checks = await context.store.listChecksForFew(repository.id, state.number);
  for (const check of checks) await withdrawCheck(look, check);
  return checks.length > 0;
}

async function withdrawCheck(
  look: PullRequestLook,
  check: StoredCheck & { readonly checkRunId: number },
): Promise<void> {
  const { context, repository } = look;
  const { checkRunId, name, headSha, record } = check;
  const hidden = record === undefined ? {} : { record: carryCheckRecord(record, repository, context.seal) };
  const write = toWrite({ ...look.state, headSha }, { name, output: WITHDRAWN_CHECK, ...hidden });
  try {
    await context.github.updateCheckRun(repository, checkRunId, write);
    context.log.info({ check: name, headSha }, "check withdrawn: more people can read it now");
  } catch (error) {
    // Gone by now: nothing more can be done about it.
    if (!isFinal(error)) throw error;
    context.log.warn({ check: name, headSha, why: error.message }, "check could not be withdrawn");
  }
  // The store goes on to know what was suggested.
  const shown = context.hash(JSON.stringify(write.output));
  await saveUnderClaim(look, { withdrawnChecks: [{ ...check, shown }] });
}

/** Stand in our comments that not everybody can read: a store that was lost can't tell any more for whom they were. */
const MARKERS = {
  private: "<!-- throughline:private -->",
  internal: "<!-- throughline:internal -->",
} as const;

/** A comment of ours as it is written in this repository. */
export function markComment(body: string, { visibility }: Pick<Repository, "visibility">): string {
  return visibility === "public" ? body : `${body}\n\n${MARKERS[visibility]}`;
}

/** For whom a comment says that it was written; undefined where it says nothing. */
export function findMarkedAudience(body: string): RepositoryVisibility | undefined {
  return (["private", "internal"] as const).find((audience) => body.includes(MARKERS[audience]));
}

import { buildCommitNotes } from "../../credit/build-change-notes.ts";
import type { ChangeNotes } from "../../model/credit.ts";
import { isFinal } from "../is-final.ts";
import type { StoredNotes } from "../ports/credit-store.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** A week, and the four before that may still be told late. */
const TOLD_MS = 35 * 86_400_000;

/**
 * What the commits of a landed change say of people: one request, once, and only where a weekly summary tells of it.
 * What was read stays, for what landed does not change any more.
 */
export async function readCommitNotes(
  { context, repository, state, effective }: PullRequestLook,
  known: StoredNotes | undefined,
): Promise<ChangeNotes | undefined> {
  if (known?.ofCommits !== undefined) return known.ofCommits;
  const isTold = effective.policy?.catalog.summary.repository !== undefined;
  const landedAtMs = state.mergedAtMs ?? state.updatedAtMs;
  if (!isTold || context.now() - landedAtMs > TOLD_MS) return undefined;
  try {
    return buildCommitNotes(await context.github.listCommits({ ...repository, number: state.number }));
  } catch (error) {
    if (!isFinal(error)) throw error;
    context.log.info({ why: error.message }, "the commits of a landed change can't be read");
    return undefined;
  }
}

import type { AssessedChange } from "../../model/assessed-change.ts";
import type { ExportedChange } from "./exported.ts";

/** Stands for who is not told. GitHub itself shows deleted accounts under this login. */
const NOBODY = "ghost";

/** Nobody is told to have made it: GitHub may still know who did. */
export function isImported({ author }: AssessedChange): boolean {
  return author === NOBODY;
}

/**
 * What the store should hold of a change after an import. What it knows stays, for it comes from GitHub; taken over is
 * what GitHub can't tell again: that it was asked, what was suggested, an answer whose check is deleted. The same
 * object where nothing is new, so that importing twice writes nothing.
 */
export function mergeImportedChange(
  known: AssessedChange | undefined,
  imported: ExportedChange,
): AssessedChange {
  if (known === undefined) {
    const { id, sha, number, title, ...rest } = imported;
    return { id, sha, ...(number === undefined ? {} : { number }), title, author: NOBODY, ...rest };
  }
  const wasAsked = known.eligible && !known.asked && imported.asked;
  const wasAnswered = known.answer.kind === "unanswered" && imported.answer.kind !== "unanswered";
  const wasSuggested = known.suggested === undefined ? imported.suggested : undefined;
  if (!wasAsked && !wasAnswered && wasSuggested === undefined) return known;
  const { guess, ...rest } = known;
  return {
    ...rest,
    asked: known.asked || wasAsked,
    ...(wasAnswered ? { answer: imported.answer } : {}),
    ...(wasAnswered || guess === undefined ? {} : { guess }),
    ...(wasSuggested === undefined ? {} : { suggested: wasSuggested }),
  };
}

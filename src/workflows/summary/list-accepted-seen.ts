import type { Repository } from "../../model/repository.ts";
import { parseSeenAnswers, type SeenLine } from "../../tagging/parse-seen-answers.ts";
import type { ReportStore } from "../ports/report-store.ts";
import type { StoredSeenAnswer } from "../ports/summary-store.ts";

export interface SaidComment {
  readonly commentId: number;
  readonly body: string;
  readonly saidAtMs: number;
}

/** The answers of a comment that was accepted before, as far as their repositories are known. */
export async function listAcceptedSeen(
  store: Pick<ReportStore, "findRepositoryByName">,
  issueRepository: Pick<Repository, "id" | "ownerId">,
  comment: SaidComment,
): Promise<readonly StoredSeenAnswer[]> {
  const answers: StoredSeenAnswer[] = [];
  for (const [position, line] of parseSeenAnswers(comment.body).lines.entries()) {
    const about = await findNamed(store, line);
    if (about === undefined || about.ownerId !== issueRepository.ownerId) continue;
    answers.push(toSeenAnswer(line, { comment, position, repositoryId: issueRepository.id, about }));
  }
  return answers;
}

/** The repository that a line names; undefined: not known, or gone. */
export async function findNamed(
  store: Pick<ReportStore, "findRepositoryByName">,
  { about }: SeenLine,
): Promise<Repository | undefined> {
  const [owner = "", name = ""] = about.repository.split("/");
  const found = await store.findRepositoryByName(owner, name);
  return found?.isDeleted === true ? undefined : found;
}

export function toSeenAnswer(
  { about, verdict, words }: SeenLine,
  place: {
    readonly comment: SaidComment;
    readonly position: number;
    readonly repositoryId: number;
    readonly about: Pick<Repository, "id">;
  },
): StoredSeenAnswer {
  return {
    repositoryId: place.repositoryId,
    commentId: place.comment.commentId,
    position: place.position,
    about: { repositoryId: place.about.id, number: about.number },
    verdict,
    words,
    saidAtMs: place.comment.saidAtMs,
  };
}

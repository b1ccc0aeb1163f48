import { hasMoreReaders } from "../../catalog/may-be-shown.ts";
import type { Repository } from "../../model/repository.ts";
import type { Subject } from "../../model/subject.ts";
import { parseSeenAnswers, type SeenLine } from "../../tagging/parse-seen-answers.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import type { StoredSeenAnswer, StoredSummaryWeek } from "../ports/summary-store.ts";
import {
  type CommentFields,
  type CommentPlace,
  readNewestComment,
  toHeard,
} from "../pull-request/order-comment.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { adoptSummaries, saveAdopted } from "./adopt-summaries.ts";
import { findNamed, toSeenAnswer } from "./list-accepted-seen.ts";
import { withdrawSummaries } from "./withdraw-summaries.ts";

/** Briefs of older weeks are answered no more. */
const WEEKS_ANSWERED = 12;

/**
 * Hears `/seen` below a summary: from anyone who may comment there, about changes that a brief named. A comment counts
 * as it stands now: editing it changes the answer, deleting it takes it back.
 */
export async function lookAtSummaryIssue(
  context: LookContext,
  claim: WorkClaim,
  { repositoryId }: Extract<Subject, { kind: "summary-issue" }>,
): Promise<LookOutcome> {
  const repository = await context.store.findRepository(repositoryId);
  if (repository === undefined) {
    return { settlement: { kind: "superseded", why: "the repository is not known" }, writes: {} };
  }
  const issue = await context.store.findSummaryIssue(repository.ownerId, repositoryId);
  // A lost store finds the issue again with the first answer below it.
  const number = issue?.number ?? (await findIssue({ context, claim, repository }));
  if (number === undefined) return { settlement: { kind: "done" }, writes: {} };
  await withdrawSummaries({ context, claim, repository });
  const hearing = { context, claim, repository, state: { number } };
  for (const { fields } of claim.deliveries) {
    if (fields.kind === "comment" && fields.number === number) await hearComment(hearing, fields);
  }
  return { settlement: { kind: "done" }, writes: {} };
}

async function findIssue({
  context,
  claim,
  repository,
}: Omit<Hearing, "state">): Promise<number | undefined> {
  if (claim.deliveries.length === 0) return undefined;
  const adoption = { context, claim, organisationId: repository.ownerId };
  const adopted = await adoptSummaries(adoption, repository);
  await saveAdopted(adoption, repository, adopted);
  return adopted.number;
}

interface Hearing extends CommentPlace {
  readonly claim: WorkClaim;
}

async function hearComment(hearing: Hearing, told: CommentFields): Promise<void> {
  const { context, repository, state } = hearing;
  const isByOther = told.action === "edited" && told.sender.id !== told.author.id;
  if (told.author.isBot || isByOther) return;
  const { commentId } = told;
  const before = await context.store.findHeardComment(repository.id, state.number, commentId);
  const comment = await readNewestComment(hearing, told, before);
  if (comment === undefined) return;
  const { lines, unreadable } = parseSeenAnswers(comment.action === "deleted" ? "" : comment.body);
  const answers = await listAnswers(hearing, comment, lines);
  const heard = toHeard(hearing, comment, before);
  const seenComments = [{ repositoryId: repository.id, commentId, answers }];
  await saveUnderClaim(hearing, { seenComments, heardComments: [heard] });
  if (lines.length + unreadable === 0) return;
  context.log.info(
    { comment: commentId, answers: answers.length, lines: lines.length },
    "answers to briefs heard",
  );
  // A thumbs-up also tells a lost store that the comment was accepted: only where all of it was.
  const reaction = unreadable === 0 && answers.length === lines.length ? "+1" : "confused";
  if (heard.reaction === reaction) return;
  await context.github.addReaction(repository, commentId, reaction);
  await saveUnderClaim(hearing, { heardComments: [{ ...heard, reaction }] });
}

async function listAnswers(
  { context, repository }: Hearing,
  comment: CommentFields,
  lines: readonly SeenLine[],
): Promise<readonly StoredSeenAnswer[]> {
  const weeks =
    lines.length === 0 ? [] : await context.store.listSummaryWeeks(repository.ownerId, WEEKS_ANSWERED);
  const said = { commentId: comment.commentId, body: comment.body, saidAtMs: comment.createdAtMs };
  const answers: StoredSeenAnswer[] = [];
  for (const [position, line] of lines.entries()) {
    const about = await findNamed(context.store, line);
    if (about === undefined || !wasInBrief(weeks, about, line) || !mayBeRead(about, repository)) continue;
    answers.push(toSeenAnswer(line, { comment: said, position, repositoryId: repository.id, about }));
  }
  return answers;
}

function wasInBrief(weeks: readonly StoredSummaryWeek[], { id }: Repository, { about }: SeenLine): boolean {
  return weeks.some(({ briefs }) =>
    briefs.some(({ repositoryId, number }) => repositoryId === id && number === about.number),
  );
}

/** A private source stands in a private brief where the catalog allows it; made more private since, it does no more. */
function mayBeRead(about: Repository, issueIn: Repository): boolean {
  return !hasMoreReaders(issueIn.visibility, about.visibility);
}

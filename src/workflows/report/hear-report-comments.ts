import type { DeliveryFields } from "../../model/delivery.ts";
import type { Repository } from "../../model/repository.ts";
import { parseReportCommand } from "../../tagging/parse-report-command.ts";
import type { StoredDecision, StoredReportIssue } from "../ports/report-store.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import { canWrite } from "../pull-request/can-write.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookContext } from "../service-context.ts";
import { findDecided } from "./find-decided.ts";
import type { DecidedQuestion } from "./report-record.ts";

type CommentFields = Extract<DeliveryFields, { kind: "comment" }>;

export interface ReportHearing {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly repository: Repository;
  readonly known: StoredReportIssue | undefined;
}

/**
 * Hears `/decided` and `/report` below the report issue, from people with write access. A comment counts as it stands
 * now: editing it changes the decision, deleting it takes it back. Answers whether the report was asked for.
 */
export async function hearReportComments(hearing: ReportHearing): Promise<boolean> {
  const comments = hearing.claim.deliveries
    .flatMap(({ fields }) => (fields.kind === "comment" ? [fields] : []))
    .filter(({ number }) => number === hearing.known?.number)
    .sort((a, b) => a.updatedAtMs - b.updatedAtMs || a.commentId - b.commentId);
  let isAskedFor = false;
  for (const comment of comments) isAskedFor = (await hearComment(hearing, comment)) || isAskedFor;
  return isAskedFor;
}

async function hearComment(hearing: ReportHearing, comment: CommentFields): Promise<boolean> {
  const { context, repository } = hearing;
  const decisions = await context.store.listDecisions(repository.id);
  const before = decisions.find(({ commentId }) => commentId === comment.commentId);
  const isByOther = comment.action === "edited" && comment.sender.id !== comment.author.id;
  if (isByOther || comment.author.isBot) return false;
  const command = comment.action === "deleted" ? undefined : parseReportCommand(comment.body);
  if (command?.kind !== "decided" && before !== undefined) await keep(hearing, { ...before, text: "" });
  if (command === undefined) return false;
  if (!(await canWrite(context, repository, { login: comment.author.login, when: "now" }))) {
    await context.github.addReaction(repository, comment.commentId, "confused");
    return false;
  }
  if (command.kind === "report") {
    if (comment.action === "created") await context.github.addReaction(repository, comment.commentId, "+1");
    return comment.action === "created";
  }
  const decided = findDecided(command, { questions: listQuestions(hearing), decisions, before });
  if (decided === undefined) {
    await context.github.addReaction(repository, comment.commentId, "confused");
    return false;
  }
  await keep(hearing, {
    repositoryId: repository.id,
    commentId: comment.commentId,
    ...decided,
    saidAtMs: comment.createdAtMs,
  });
  await context.github.addReaction(repository, comment.commentId, "+1");
  return false;
}

async function keep(hearing: ReportHearing, decision: StoredDecision): Promise<void> {
  await saveUnderClaim(hearing, { decisions: [decision] });
}

/** As last shown, with who could read them there. */
function listQuestions({ known }: ReportHearing): readonly DecidedQuestion[] {
  const { questions = [], readers } = known ?? {};
  if (readers === undefined) return questions;
  const audience = readers === "private" ? "private" : "public";
  return questions.map((question) => ({ ...question, audience }));
}

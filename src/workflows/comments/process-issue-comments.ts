import type { Repository } from "../../model/repository.ts";
import type { StoredReportIssue } from "../ports/report-store.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import type { LookContext } from "../service-context.ts";
import { acknowledgeComments } from "./acknowledge.ts";
import type { CommandRequest, CommentFields, CommentPlace } from "./command.ts";
import { processComments } from "./process-comments.ts";

export function listComments({ deliveries }: WorkClaim): readonly CommentFields[] {
  return deliveries.flatMap(({ fields }) => (fields.kind === "comment" ? [fields] : []));
}

/**
 * Comments below issues, each by what stands in its issue: the report, the summary, or anything else. Answers what
 * they ask for.
 *
 * @param report Where it is wanted; what is said below one that is switched off replies to nothing.
 */
export async function processIssueComments(
  look: { readonly context: LookContext; readonly claim: WorkClaim; readonly repository: Repository },
  comments: readonly CommentFields[],
  report?: StoredReportIssue,
): Promise<ReadonlySet<CommandRequest>> {
  const requests = new Set<CommandRequest>();
  if (comments.length === 0) return requests;
  const { id, ownerId } = look.repository;
  const summary = await look.context.store.findSummaryIssue(ownerId, id);
  for (const number of new Set(comments.map((comment) => comment.number))) {
    const place: CommentPlace =
      number === report?.number
        ? { kind: "report-issue", questions: listQuestions(report) }
        : { kind: number === summary?.number ? "summary-issue" : "issue" };
    const thread = { ...look, number, place };
    const below = comments.filter((comment) => comment.number === number);
    const processed = await processComments(thread, below);
    await acknowledgeComments(thread, processed.comments);
    for (const request of processed.requests) requests.add(request);
  }
  return requests;
}

/** As last shown, with who could read them there. */
function listQuestions({ questions, readers }: StoredReportIssue) {
  if (readers === undefined) return questions;
  const audience = readers.startsWith("public") ? ("public" as const) : ("private" as const);
  return questions.map((question) => ({ ...question, audience }));
}

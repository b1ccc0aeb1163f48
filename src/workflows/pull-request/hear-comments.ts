import type { Assessment } from "../../model/assessment.ts";
import { hasChecklist } from "../../tagging/parse-checklist.ts";
import { parseCommands } from "../../tagging/parse-commands.ts";
import type { HeardComment, StoredStatement } from "../ports/service-store.ts";
import { acknowledgeComment, toAddressee } from "./acknowledge-comment.ts";
import { canWrite } from "./can-write.ts";
import { hearCredits } from "./hear-credits.ts";
import { type AcceptedComment, listCommentStatements, toListStatement } from "./list-comment-statements.ts";
import { type CommentFields, readNewestComment, toHeard } from "./order-comment.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { react } from "./write-content.ts";

/**
 * What the comments of these deliveries say, as accepted statements. A comment counts as it stands now: what its
 * author edits is heard anew, what was taken out or deleted no longer counts. Others' edits are not heard.
 */
export async function hearComments(look: PullRequestLook, comments: readonly CommentFields[]): Promise<void> {
  for (const comment of comments) await hearComment(look, comment);
}

/** A command that a stronger place outranks gets a confused reaction; the check says by what. */
export async function tellOutranked(
  look: PullRequestLook,
  comments: readonly CommentFields[],
  { answer, problems }: Assessment,
): Promise<void> {
  const isOutranked = problems.some(({ code }) => code === "outranked");
  if (answer.kind === "unanswered" || !isOutranked) return;
  if (answer.source !== "line" && answer.source !== "checklist") return;
  const statements = await look.context.store.listStatements(look.repository.id, look.state.number);
  for (const comment of comments) {
    const { action, commentId } = comment;
    const isCommand = statements.some(
      ({ originId, source, accepted }) => originId === commentId && source === "command" && accepted,
    );
    if (isCommand && action !== "deleted") {
      await react(look, { commentId, addressee: toAddressee(comment) }, "confused");
    }
  }
}

async function hearComment(look: PullRequestLook, told: CommentFields): Promise<void> {
  const { context, repository, state } = look;
  const { commentId } = told;
  const tellWhyNot = (why: string): void =>
    context.log.info({ comment: commentId, action: told.action, why }, "comment not heard");
  // Somebody else's edit is not what the author said.
  if (told.action === "edited" && !told.author.isBot && told.sender.id !== told.author.id) {
    tellWhyNot("somebody other than its author edited it");
    return;
  }
  const heard = await context.store.findHeardComment(repository.id, state.number, commentId);
  const comment = await readNewestComment(look, told, heard);
  if (comment === undefined) {
    tellWhyNot("a newer state of it was heard already");
    return;
  }
  const known = (await context.store.listStatements(repository.id, state.number)).filter(
    ({ originId, source }) => originId === commentId && source !== "button",
  );
  const now = toHeard(look, comment, heard);
  if (comment.action === "deleted") {
    const place = { repositoryId: repository.id, number: state.number, commentId };
    await saveUnderClaim(look, {
      statements: known.map(takeBack),
      creditComments: [{ ...place, statements: [] }],
      heardComments: [now],
    });
  } else if (comment.author.isBot) {
    const why = await hearOurChecklist(look, comment, now);
    if (why !== undefined) tellWhyNot(why);
  } else {
    await hearPerson(look, comment, { known, heard: now });
  }
}

/**
 * A box of the sticky list, ticked by whoever may: on GitHub that takes write access, but it is asked all the same.
 * Answers why it is not heard.
 */
async function hearOurChecklist(
  look: PullRequestLook,
  comment: CommentFields,
  heard: HeardComment,
): Promise<string | undefined> {
  const { context, repository, state } = look;
  const ours = await context.store.findComment(repository.id, state.number, "checklist");
  if (ours?.commentId !== comment.commentId) return "it is a bot's, and not the list of this app";
  if (comment.action !== "edited") return "the list of this app, as it wrote it";
  if (!(await canWrite(context, repository, { login: comment.sender.login, when: "now" }))) {
    return "whoever ticked it may not write to the repository";
  }
  const statement = toListStatement(look, toAccepted(comment, comment.sender.id));
  await saveUnderClaim(look, { statements: [statement], heardComments: [heard] });
  return undefined;
}

async function hearPerson(
  look: PullRequestLook,
  comment: CommentFields,
  { known, heard }: { readonly known: readonly StoredStatement[]; readonly heard: HeardComment },
): Promise<void> {
  const { context, repository, state } = look;
  const credits = await hearCredits(look, comment);
  if (parseCommands(comment.body).length === 0 && !hasChecklist(comment.body)) {
    await saveUnderClaim(look, {
      ...credits.writes,
      statements: known.map(takeBack),
      heardComments: [heard],
    });
    if (credits.verdict !== "none") {
      const said = { comment, isAllowed: true, isUnderstood: true, credits: credits.verdict, heard };
      await acknowledgeComment(look, said);
    }
    return;
  }
  const isAllowed =
    comment.author.id === state.author.id ||
    (await canWrite(context, repository, { login: comment.author.login, when: "now" }));
  context.log.info({ comment: comment.commentId, accepted: isAllowed }, "command heard");
  const statements = isAllowed ? listCommentStatements(look, toAccepted(comment, comment.author.id)) : [];
  const gone = known.filter(
    (one) => !statements.some(({ source, position }) => source === one.source && position === one.position),
  );
  await saveUnderClaim(look, {
    statements: [...(isAllowed ? gone.map(takeBack) : []), ...statements],
    ...credits.writes,
    heardComments: [heard],
  });
  const isUnderstood = statements.length > 0;
  await acknowledgeComment(look, { comment, isAllowed, isUnderstood, credits: credits.verdict, heard });
}

function toAccepted(comment: CommentFields, actorId: number): AcceptedComment {
  const { commentId: id, body, updatedAtMs } = comment;
  const saidAtMs = comment.action === "created" ? comment.createdAtMs : updatedAtMs;
  return { id, body, actorId, saidAtMs, updatedAtMs };
}

function takeBack(statement: StoredStatement): StoredStatement {
  return { ...statement, accepted: false, text: "" };
}

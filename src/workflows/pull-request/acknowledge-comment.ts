import { CHECK_NAME } from "../../check/check-record.ts";
import { renderChecklist } from "../../check/render-checklist.ts";
import { renderCommandHelp } from "../../check/render-command-help.ts";
import { hasChecklist } from "../../tagging/parse-checklist.ts";
import { type Command, parseCommands } from "../../tagging/parse-commands.ts";
import type { HeardComment } from "../ports/service-store.ts";
import type { CreditHearing } from "./hear-credits.ts";
import type { CommentFields } from "./order-comment.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { mayShowInsight } from "./show-insight-comment.ts";
import { type Addressee, react, writeContent } from "./write-content.ts";

export interface Acknowledged {
  readonly comment: CommentFields;
  /** Whether its author may answer. */
  readonly isAllowed: boolean;
  /** Whether any of its commands says something. */
  readonly isUnderstood: boolean;
  /** What came of that which it says of people. */
  readonly credits: CreditHearing["verdict"];
  /** As it was stored with what the comment says. */
  readonly heard: HeardComment;
}

/**
 * Thumbs-up: heard, and back-fill may trust it. Confused: not understood, or not allowed. A list or help goes into the
 * comment itself. After what was said is stored: none of it may hang on whether the comment can still be written to.
 */
export async function acknowledgeComment(look: PullRequestLook, said: Acknowledged): Promise<void> {
  const { comment, isAllowed, credits, heard } = said;
  const commands = parseCommands(comment.body);
  if (isAllowed) await addWhatIsAsked(look, comment, commands);
  const reaction = chooseReaction(look, said, commands);
  if (heard.reaction === reaction) return;
  const addressee = isAllowed && credits !== "refused" ? toAddressee(comment) : "refused";
  const isGiven = await react(look, { commentId: comment.commentId, addressee }, reaction);
  // One reaction is given once: a look that is done again asks nothing of GitHub for it.
  if (isGiven) await saveUnderClaim(look, { heardComments: [{ ...heard, reaction }] });
}

export function toAddressee({ author }: CommentFields): Addressee {
  return `person ${author.id}`;
}

function chooseReaction(
  look: PullRequestLook,
  { isAllowed, isUnderstood, credits }: Acknowledged,
  commands: readonly Command[],
): "+1" | "confused" {
  const isNotUnderstood =
    credits === "refused" ||
    credits === "unclear" ||
    (commands.some(({ kind }) => kind === "impact") && !isUnderstood) ||
    (commands.some(({ kind }) => kind === "insight") && !mayShowInsight(look));
  return isAllowed && !isNotUnderstood ? "+1" : "confused";
}

async function addWhatIsAsked(
  look: PullRequestLook,
  comment: CommentFields,
  commands: readonly Command[],
): Promise<void> {
  const isAsked = commands.some(({ kind }) => kind === "ask") && !hasChecklist(comment.body);
  const isHelpWanted = commands.some(({ kind }) => kind === "help") && comment.action === "created";
  if (!isAsked && !isHelpWanted) return;
  const { context, repository, state } = look;
  const { policy } = look.effective;
  const shown = await context.store.findCheck(repository.id, state.headSha, CHECK_NAME);
  await addToComment(look, comment, [
    ...(isAsked && policy !== undefined ? [renderChecklist(policy, shown?.record?.suggestions ?? [])] : []),
    ...(isHelpWanted ? [renderCommandHelp(policy)] : []),
  ]);
}

/** As the comment stands now: its author may have gone on writing, or a look that stopped short may have added it. */
async function addToComment(
  look: PullRequestLook,
  comment: CommentFields,
  additions: readonly string[],
): Promise<void> {
  const { github } = look.context;
  const current = await github.readComment(look.repository, comment.commentId);
  if (current === undefined) return;
  const isThere = (text: string): boolean =>
    current.body.includes(text) || (hasChecklist(text) && hasChecklist(current.body));
  const missing = additions.filter((text) => !isThere(text));
  if (missing.length === 0) return;
  const body = [current.body.trimEnd(), ...missing].join("\n\n");
  await writeContent(
    look,
    () => github.updateComment(look.repository, comment.commentId, body),
    toAddressee(comment),
  );
}

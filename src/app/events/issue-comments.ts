import { z } from "zod";
import { PRIORITY } from "../../model/subject.ts";
import { actorSchema, authorSchema } from "../../payload/actor-schema.ts";
import { repositorySchema, toRepository } from "../../payload/repository-schema.ts";
import { idSchema, instantSchema, textSchema } from "../../payload/scalar-schemas.ts";
import { COMMANDS, mayHoldCommand } from "../../workflows/comments/registry.ts";
import {
  type DeliveryContent,
  type EventMapping,
  installationIdSchema,
  parsePayload,
} from "../event-mapping.ts";

const ON_ISSUES = ["report-issue", "summary-issue", "issue"] as const;
/** Of these only the summary's issue knows, and not any other: which issue that is, is known by its number later. */
const SUMMARY_COMMANDS = COMMANDS.filter(
  ({ places }) => places.includes("summary-issue") && !places.includes("issue"),
);
const MARKER = "<!-- throughline";

const schema = z.object({
  action: z.enum(["created", "edited", "deleted"]),
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: idSchema,
    body: textSchema.nullish(),
    user: authorSchema,
    created_at: instantSchema,
    updated_at: instantSchema,
  }),
  changes: z
    .object({ body: z.object({ from: textSchema.nullish() }).nullish() })
    .nullish()
    .catch(undefined),
  repository: repositorySchema,
  installation: installationIdSchema,
  sender: actorSchema,
});

/**
 * Comments on pull requests that hold a command or a list of ours, or held one before the edit: what a person takes
 * back by editing must be looked at too. Comments on issues that hold a command of the
 * report or the summary.
 */
export const onIssueComment: EventMapping = {
  event: "issue_comment",
  actions: ["created", "edited", "deleted"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { issue, comment, repository, installation, sender } = parsed.value;
    const why = whyIgnored(parsed.value);
    if (why !== undefined) return ignore(why);
    const body = comment.body ?? "";
    return {
      kind: "work",
      subject: {
        ...(isOnIssue(parsed.value)
          ? { kind: toIssueKind(parsed.value) }
          : { kind: "pull-request" as const, number: issue.number }),
        installationId: installation,
        repositoryId: repository.id,
      },
      priority: PRIORITY.person,
      fields: {
        kind: "comment",
        action: parsed.value.action,
        commentId: comment.id,
        number: issue.number,
        body: isOfUse(parsed.value, body) ? body : "",
        author: comment.user,
        sender,
        createdAtMs: comment.created_at,
        updatedAtMs: comment.updated_at,
        repository: toRepository(repository, installation),
      },
    };
  },
};

function whyIgnored(parsed: z.output<typeof schema>): string | undefined {
  const { action, comment, changes, sender } = parsed;
  const body = comment.body ?? "";
  if (!isOfUse(parsed, body) && !isOfUse(parsed, changes?.body?.from ?? "")) {
    return isOnIssue(parsed)
      ? "a comment on an issue, without a command"
      : "holds neither a command nor a list of ours";
  }
  // A moderation bot may delete what a person said, and that takes it back. What bots write or edit never counts,
  // our own edits among it, or two apps would answer each other for ever.
  if (sender.isBot && action !== "deleted") return "written or edited by a bot";
  // People tick the list that the app wrote: its author is a bot then. Whether it is ours is checked by id later.
  if (comment.user.isBot && !body.includes(MARKER)) return "a comment of a bot";
  return undefined;
}

/** Edited, it may have said something to the summary before. */
function toIssueKind({ comment, changes }: z.output<typeof schema>): "report" | "summary-issue" {
  const isSeen = [comment.body, changes?.body?.from].some((text) =>
    mayHoldCommand(text ?? "", ["summary-issue"], SUMMARY_COMMANDS),
  );
  return isSeen ? "summary-issue" : "report";
}

function isOnIssue({ issue }: Pick<z.output<typeof schema>, "issue">): boolean {
  return issue.pull_request == null;
}

function isOfUse(parsed: Pick<z.output<typeof schema>, "issue">, body: string): boolean {
  return mayHoldCommand(body, isOnIssue(parsed) ? ON_ISSUES : ["pull-request"]);
}

function ignore(why: string): DeliveryContent {
  return { kind: "ignored", why };
}

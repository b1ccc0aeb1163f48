import { z } from "zod";
import type { BotWriting } from "../model/bot-writing.ts";
import type { PullRequestState } from "../model/pull-request.ts";
import type { Actor } from "../model/repository.ts";
import { GHOST } from "../payload/actor-schema.ts";
import { instantSchema, textSchema } from "../payload/scalar-schemas.ts";
import { attributeFirst } from "../tagging/attribute-edits.ts";
import { mayHoldAnswer } from "../tagging/may-hold-answer.ts";

export const ACTOR_FIELDS =
  "__typename login ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId }";

/** Of the edits of a description only who made them: one by one their texts weigh as much as the description. */
const EDITORS = 10;

/** What a PullRequestState is made of. */
export const PULL_REQUEST_FIELDS = `
  number title body isDraft state mergedAt updatedAt createdAt
  headRefOid headRefName baseRefName isCrossRepository changedFiles
  mergeCommit { oid }
  labels(first: 100) { nodes { name } }
  milestone { title }
  author { ${ACTOR_FIELDS} }
  userContentEdits(first: ${EDITORS}) { totalCount nodes { editor { ${ACTOR_FIELDS} } } }
`;

export const graphQLActorSchema = z
  .object({ __typename: z.string(), login: textSchema, databaseId: z.int().nonnegative().nullish() })
  .nullish()
  .transform((author): Actor => {
    if (author == null) return GHOST;
    const { __typename, login, databaseId } = author;
    const isBot = __typename === "Bot" || login.endsWith("[bot]");
    // GraphQL calls a bot `dependabot` that is `dependabot[bot]` everywhere else.
    const restLogin = isBot && !login.endsWith("[bot]") ? `${login}[bot]` : login;
    return { id: databaseId ?? 0, login: restLogin, isBot };
  });

export const graphQLPullRequestSchema = z.object({
  number: z.int().positive(),
  title: textSchema.nullish(),
  body: textSchema.nullish(),
  isDraft: z.boolean().nullish(),
  state: z.enum(["OPEN", "CLOSED", "MERGED"]),
  mergedAt: instantSchema.nullish(),
  updatedAt: instantSchema,
  createdAt: instantSchema,
  headRefOid: z.string().min(1),
  headRefName: textSchema,
  baseRefName: textSchema,
  isCrossRepository: z.boolean().nullish(),
  changedFiles: z.int().nonnegative().nullish(),
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  labels: z.object({ nodes: z.array(z.object({ name: textSchema }).nullable()).nullish() }).nullish(),
  milestone: z.object({ title: textSchema }).nullish(),
  author: graphQLActorSchema,
  userContentEdits: z
    .object({
      totalCount: z.int(),
      nodes: z.array(z.object({ editor: graphQLActorSchema }).nullable()).nullish(),
    })
    .nullish(),
});

const STATUS = { OPEN: "open", CLOSED: "closed", MERGED: "merged" } as const;

/** The same projection that REST and the webhooks give, so that one can be compared with the other. */
export function toPullRequestState(
  node: z.output<typeof graphQLPullRequestSchema>,
  repositoryId: number,
): PullRequestState {
  const text = node.body ?? "";
  const body = mayHoldAnswer(text) ? text : "";
  const botWriting = findBotWriting(node, body);
  const isMerged = node.state === "MERGED";
  return {
    repositoryId,
    number: node.number,
    updatedAtMs: node.updatedAt,
    status: STATUS[node.state],
    title: node.title ?? "",
    body,
    ...(botWriting === undefined ? {} : { botWriting }),
    author: node.author,
    isDraft: node.isDraft === true,
    labels: (node.labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name])),
    ...(node.milestone == null ? {} : { milestone: node.milestone.title }),
    headSha: node.headRefOid,
    headBranch: node.headRefName,
    baseBranch: node.baseRefName,
    isFromFork: node.isCrossRepository !== false,
    ...(node.changedFiles == null ? {} : { changedFiles: node.changedFiles }),
    createdAtMs: node.createdAt,
    ...(isMerged && node.mergedAt != null ? { mergedAtMs: node.mergedAt } : {}),
    ...(isMerged && node.mergeCommit != null ? { mergeSha: node.mergeCommit.oid } : {}),
  };
}

/** Where people alone or bots alone wrote, all of it is theirs; undefined where both did, or may have. */
function findBotWriting(
  { author, userContentEdits }: z.output<typeof graphQLPullRequestSchema>,
  body: string,
): BotWriting | undefined {
  if (userContentEdits == null) return undefined;
  const { totalCount, nodes } = userContentEdits;
  const editors = (nodes ?? []).filter((node) => node !== null).map(({ editor }) => editor);
  const isTold = editors.length === totalCount && editors.every(({ isBot }) => isBot === author.isBot);
  return isTold ? attributeFirst(body, author.isBot).writing : undefined;
}

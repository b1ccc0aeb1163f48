import { z } from "zod";
import { idSchema, instantSchema, textSchema } from "../payload/scalar-schemas.ts";
import {
  ACTOR_FIELDS,
  graphQLActorSchema,
  graphQLPullRequestSchema,
  PULL_REQUEST_FIELDS,
} from "./graph-ql-pull-request.ts";

/**
 * Each list costs points by how many of it there could be, not by how many there are: 100 pull requests cost about 13
 * of the 5,000 points of an hour. `databaseId` of comments and check runs is a 32-bit number in GitHub's schema, and
 * theirs have outgrown it: hence `fullDatabaseId`, and the address of the run.
 */
export const PULL_REQUEST_PAGE = `query PullRequestPage($owner: String!, $name: String!, $first: Int!, $after: String, $appId: Int) {
  rateLimit { cost limit remaining resetAt }
  repository(owner: $owner, name: $name) {
    nameWithOwner
    pullRequests(states: [OPEN, MERGED], first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        ${PULL_REQUEST_FIELDS}
        lastEditedAt
        files(first: 100) { totalCount nodes { path changeType } }
        comments(first: 50) {
          totalCount
          nodes {
            fullDatabaseId body createdAt updatedAt lastEditedAt viewerDidAuthor
            author { ${ACTOR_FIELDS} }
            editor { ${ACTOR_FIELDS} }
            reactionGroups { content viewerHasReacted }
          }
        }
        closingIssuesReferences(first: 5) {
          nodes {
            number title body
            author { ${ACTOR_FIELDS} }
            labels(first: 20) { nodes { name } }
            repository { nameWithOwner }
          }
        }
        commits(last: 1) {
          nodes {
            commit {
              oid
              checkSuites(first: 1, filterBy: { appId: $appId, checkName: "throughline" }) {
                nodes {
                  checkRuns(first: 5, filterBy: { checkName: "throughline" }) {
                    nodes { permalink name externalId conclusion title summary text }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`;

/** A list of GraphQL, whose rows may be out of reach. */
function listOf<Node extends z.ZodType>(node: Node) {
  return z.object({ nodes: z.array(node.nullable()).nullish() }).nullish();
}

/** A row that can't be read counts as one out of reach: the list is not whole then, and is asked for through REST. */
function countedListOf<Node extends z.ZodType>(node: Node) {
  return z.object({ totalCount: z.int(), nodes: z.array(node.nullable().catch(null)).nullish() }).nullish();
}

/** `https://github.com/acme/shop/runs/30123456789` */
const RUN_ID = /\/runs\/(\d+)(?:[/?#]|$)/;

const checkRunSchema = z.object({
  // Refused beyond 2^53: rounded, it would be another run's.
  permalink: z
    .string()
    .transform((link) => RUN_ID.exec(link)?.[1])
    .transform((id) => (id === undefined ? undefined : Number(id)))
    .pipe(idSchema.optional()),
  name: textSchema,
  externalId: textSchema.nullish(),
  conclusion: z.string().nullish(),
  title: textSchema.nullish(),
  summary: textSchema.nullish(),
  text: textSchema.nullish(),
});
export type CheckRunNode = z.output<typeof checkRunSchema>;

const commentSchema = z.object({
  // A BigInt of GraphQL, which comes as text.
  fullDatabaseId: z
    .union([z.string().regex(/^\d+$/).transform(Number), z.int()])
    .pipe(idSchema)
    .nullish(),
  body: textSchema.nullish(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  lastEditedAt: instantSchema.nullish(),
  viewerDidAuthor: z.boolean().nullish(),
  author: graphQLActorSchema,
  // Absent, and not a deleted account: then GitHub does not tell who it was.
  editor: z.unknown().transform((editor, context) => {
    if (editor == null) return undefined;
    const actor = graphQLActorSchema.safeParse(editor);
    if (actor.success) return actor.data;
    context.addIssue("expected an actor");
    return z.NEVER;
  }),
  reactionGroups: z
    .array(z.object({ content: z.string(), viewerHasReacted: z.boolean() }))
    .nullish()
    .transform((groups) => groups ?? []),
});
export type CommentNode = z.output<typeof commentSchema>;

const issueSchema = z.object({
  number: z.int().positive(),
  title: textSchema.nullish(),
  body: textSchema.nullish(),
  author: graphQLActorSchema,
  labels: listOf(z.object({ name: textSchema })),
  repository: z.object({ nameWithOwner: z.string() }),
});
export type LinkedIssueNode = z.output<typeof issueSchema>;

const commitSchema = z.object({
  commit: z.object({
    oid: z.string(),
    checkSuites: listOf(z.object({ checkRuns: listOf(checkRunSchema) })),
  }),
});

export const pullRequestNodeSchema = graphQLPullRequestSchema.extend({
  lastEditedAt: instantSchema.nullish(),
  files: countedListOf(z.object({ path: textSchema, changeType: z.string().nullish() })),
  comments: countedListOf(commentSchema),
  closingIssuesReferences: listOf(issueSchema),
  commits: listOf(commitSchema),
});
export type PullRequestPageNode = z.output<typeof pullRequestNodeSchema>;

export const pullRequestPageSchema = z.object({
  rateLimit: z
    .object({ cost: z.int(), limit: z.int(), remaining: z.int(), resetAt: instantSchema })
    .nullish(),
  repository: z.object({
    nameWithOwner: z.string().nullish(),
    pullRequests: z.object({
      totalCount: z.int(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      nodes: z.array(z.unknown()),
    }),
  }),
});

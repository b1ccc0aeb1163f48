import { z } from "zod";
import { authorSchema } from "../payload/actor-schema.ts";
import { idSchema, instantSchema, textSchema } from "../payload/scalar-schemas.ts";
import type { GitHub, IssueComment, Reaction, RepositoryName } from "../workflows/ports/git-hub.ts";
import { listRows } from "./build-repositories.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

const commentSchema = z.object({
  id: idSchema,
  body: textSchema.nullish(),
  user: authorSchema,
  performed_via_github_app: z.object({ id: z.int() }).nullish(),
  reactions: z.object({ "+1": z.int() }).nullish().catch(undefined),
  created_at: instantSchema,
  updated_at: instantSchema,
});
type CommentAnswer = z.output<typeof commentSchema>;

const reactionSchema = z.object({ id: idSchema, user: authorSchema });
/** What shows whose a row is that can't be read as a whole. */
const traceSchema = z.object({
  body: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string() }).partial().nullish().catch(undefined),
  performed_via_github_app: z.object({ id: z.int() }).nullish().catch(undefined),
});
const createdSchema = z.object({ id: idSchema });

/** 1,000 comments. */
const MOST_PAGES = 10;
/** The app reacts to commands and to its own lists, and to nothing else: other comments cost no request. */
const MAY_BE_REACTED_TO = /(?<![\p{L}\p{N}./-])\/[a-z]|<!--\s*throughline/iu;

const MARKER = /<!--\s*throughline/i;

const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";

export interface CommentsOptions {
  readonly client: GitHubClient;
  readonly appId: number;
  /** The app's name in addresses: its bot is `<slug>[bot]`, and that is all a reaction tells of its author. */
  readonly readSlug: () => Promise<string>;
}

/** What is said below a pull request. */
export function buildComments(
  options: CommentsOptions,
): Pick<
  GitHub,
  "listComments" | "readComment" | "createComment" | "updateComment" | "addReaction" | "removeReaction"
> {
  const { client } = options;
  const toComment = async (repository: RepositoryName, answer: CommentAnswer): Promise<IssueComment> => ({
    id: answer.id,
    body: answer.body ?? "",
    author: answer.user,
    isOurs: await isOurs(options, answer),
    hasOurThumbsUp: await hasOurThumbsUp(options, repository, answer),
    createdAtMs: answer.created_at,
    updatedAtMs: answer.updated_at,
  });
  return {
    async listComments({ owner, name, number }) {
      const request = { route: `GET ${COMMENTS}`, parameters: { owner, repo: name, issue_number: number } };
      const isNeeded = (row: unknown): boolean => mayBeOurs(row, options.appId);
      const rowList = { request, schema: commentSchema, mostPages: MOST_PAGES, isNeeded };
      const comments: IssueComment[] = [];
      for await (const page of listRows(client, rowList)) {
        for (const answer of page.rows) comments.push(await toComment({ owner, name }, answer));
      }
      return comments.sort((a, b) => a.createdAtMs - b.createdAtMs || a.id - b.id);
    },
    async readComment({ owner, name }, commentId) {
      const route = `GET ${COMMENT}`;
      const parameters = { owner, repo: name, comment_id: commentId };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      if (answer.status === 404) return undefined;
      return toComment({ owner, name }, parseAnswer(commentSchema, answer, route));
    },
    async createComment({ owner, name, number }, body) {
      const route = `POST ${COMMENTS}`;
      const parameters = { owner, repo: name, issue_number: number, body };
      const answer = await client.send({ route, parameters, spends: "content", answers: [201] });
      return parseAnswer(createdSchema, answer, route);
    },
    async updateComment({ owner, name }, commentId, body) {
      const parameters = { owner, repo: name, comment_id: commentId, body };
      await client.send({ route: `PATCH ${COMMENT}`, parameters, spends: "content", answers: [200] });
    },
    async addReaction({ owner, name }, commentId, content) {
      const parameters = { owner, repo: name, comment_id: commentId, content };
      // 200: it was there already.
      const answers = [200, 201];
      await client.send({ route: `POST ${COMMENT}/reactions`, parameters, spends: "write", answers });
    },
    async removeReaction(repository, commentId, content) {
      const reactionId = await findOurReaction(options, repository, { id: commentId, content });
      if (reactionId === undefined) return;
      const { owner, name } = repository;
      const parameters = { owner, repo: name, comment_id: commentId, reaction_id: reactionId };
      // 404: it is gone already.
      const answers = [204, 404];
      const route = `DELETE ${COMMENT}/reactions/{reaction_id}`;
      await client.send({ route, parameters, spends: "write", answers });
    },
  };
}

/** Whether a comment or an issue may be one that the app wrote: each of them holds a marker. */
export function mayBeOurs(row: unknown, appId: number): boolean {
  const trace = traceSchema.safeParse(row);
  if (!trace.success) return true;
  const { body, user, performed_via_github_app: app } = trace.data;
  if (app == null ? user?.type === "User" : app.id !== appId) return false;
  return MARKER.test(body ?? "");
}

/**
 * Where GitHub leaves out the app that wrote a comment, its bot tells: nobody else can write under that name. Asked
 * for where the comment holds a marker of ours alone, for the name may cost a request.
 */
async function isOurs(
  { appId, readSlug }: CommentsOptions,
  { performed_via_github_app: app, user, body }: CommentAnswer,
): Promise<boolean> {
  if (app != null) return app.id === appId;
  if (!user.isBot || !MARKER.test(body ?? "")) return false;
  return user.login.toLowerCase() === `${await readSlug()}[bot]`.toLowerCase();
}

async function hasOurThumbsUp(
  options: CommentsOptions,
  repository: RepositoryName,
  { id, body, reactions }: CommentAnswer,
): Promise<boolean> {
  // Where the counts are missing they are unknown, not 0.
  if (reactions?.["+1"] === 0 || !MAY_BE_REACTED_TO.test(body ?? "")) return false;
  return (await findOurReaction(options, repository, { id, content: "+1" })) !== undefined;
}

async function findOurReaction(
  { client, readSlug }: CommentsOptions,
  { owner, name }: RepositoryName,
  { id, content }: { readonly id: number; readonly content: Reaction },
): Promise<number | undefined> {
  const login = `${await readSlug()}[bot]`.toLowerCase();
  const request = {
    route: `GET ${COMMENT}/reactions`,
    parameters: { owner, repo: name, comment_id: id, content },
  };
  const isNeeded = (row: unknown): boolean => {
    const trace = traceSchema.safeParse(row);
    if (!trace.success) return true;
    const { user } = trace.data;
    return user?.type !== "User" && (user?.login ?? login).toLowerCase() === login;
  };
  const rowList = { request, schema: reactionSchema, mostPages: MOST_PAGES, isNeeded };
  for await (const page of listRows(client, rowList)) {
    const ours = page.rows.find(({ user }) => user.isBot && user.login.toLowerCase() === login);
    if (ours !== undefined) return ours.id;
  }
  return undefined;
}

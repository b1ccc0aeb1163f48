import { z } from "zod";
import type { Revision } from "../model/bot-writing.ts";
import { instantSchema, textSchema } from "../payload/scalar-schemas.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { queryGraphQL } from "./graph-ql.ts";
import { ACTOR_FIELDS, graphQLActorSchema } from "./graph-ql-pull-request.ts";

/** What GitHub calls the difference of an edit is the whole text after it. */
const QUERY = `query DescriptionEdits($owner: String!, $name: String!, $number: Int!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      ... on Comment {
        body
        author { ${ACTOR_FIELDS} }
        userContentEdits(first: $first, after: $after) {
          nodes { editedAt diff editor { ${ACTOR_FIELDS} } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
}`;

const editSchema = z.object({
  editedAt: instantSchema,
  diff: textSchema.nullish(),
  editor: graphQLActorSchema,
});
type Edit = z.output<typeof editSchema>;

const schema = z.object({
  repository: z.object({
    issueOrPullRequest: z
      .object({
        body: textSchema.nullish(),
        author: graphQLActorSchema,
        userContentEdits: z
          .object({
            nodes: z.array(editSchema.nullable()).nullish(),
            pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
          })
          .nullish(),
      })
      .nullish(),
  }),
});

const PER_PAGE = 50;
/** A thousand edits; nobody's but a program's are more. */
const MOST_PAGES = 20;

/** Who wrote what of the description of a pull request or issue. */
export function buildEdits(client: GitHubClient): Pick<GitHub, "listRevisions"> {
  return {
    async listRevisions({ owner, name, number }) {
      const edits: Edit[] = [];
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const variables = { owner, name, number, first: PER_PAGE, after };
        const data: z.output<typeof schema> = await queryGraphQL(client, { text: QUERY, variables, schema });
        const subject = data.repository.issueOrPullRequest;
        if (subject == null) return [];
        const { nodes, pageInfo } = subject.userContentEdits ?? { pageInfo: { hasNextPage: false } };
        edits.push(...(nodes ?? []).filter((node) => node !== null));
        const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
        const isOver = next === null || next === after;
        if (isOver) return toRevisions(edits, { body: subject.body ?? "", isByBot: subject.author.isBot });
        after = next;
      }
      // What came before can't be known: a program edits so often.
      return [{ isByBot: true }, ...toRevisions(edits, undefined)];
    },
  };
}

/**
 * Oldest first. The history begins with the text as it was opened, once there is an edit; where that entry is missing,
 * the first one counts as its author's too.
 */
function toRevisions(edits: readonly Edit[], opened: Required<Revision> | undefined): readonly Revision[] {
  if (edits.length === 0) return opened === undefined ? [] : [opened];
  const isNewestFirst = (edits[0]?.editedAt ?? 0) > (edits.at(-1)?.editedAt ?? 0);
  // Of the entries of one second the order of the list decides: GitHub lists the newest first.
  const inOrder = isNewestFirst || isOneSecond(edits) ? edits.toReversed() : edits;
  const revisions = inOrder
    .toSorted((a, b) => a.editedAt - b.editedAt)
    .map(
      ({ diff, editor }): Revision => ({ isByBot: editor.isBot, ...(diff == null ? {} : { body: diff }) }),
    );
  return opened?.isByBot === true ? [{ isByBot: true }, ...revisions] : revisions;
}

function isOneSecond(edits: readonly Edit[]): boolean {
  return edits.every(({ editedAt }) => editedAt === edits[0]?.editedAt);
}

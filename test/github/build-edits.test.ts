import { expect, it } from "vitest";
import { expectRequests, openGitHub, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

watchRequests();

const MONA = { __typename: "User", login: "mona", databaseId: 1 };
const BOT = { __typename: "Bot", login: "summary", databaseId: 2 };

interface Page {
  readonly author?: object | null;
  readonly nodes: readonly object[];
  readonly next?: string;
}

function reply(pages: readonly Page[]): void {
  const requests = expectRequests();
  for (const { author = MONA, nodes, next = null } of pages) {
    const userContentEdits = { nodes, pageInfo: { hasNextPage: next !== null, endCursor: next } };
    requests
      .post("/graphql", ({ operationName }) => operationName === "DescriptionEdits")
      .reply(200, {
        data: { repository: { issueOrPullRequest: { body: "Now", author, userContentEdits } } },
      });
  }
}

const edit = (second: number, diff: string | null, editor: object | null = MONA) => ({
  editedAt: `2026-01-05T10:00:0${second}Z`,
  diff,
  editor,
});

it.each<[string, readonly Page[], readonly object[]]>([
  ["nobody edited", [{ nodes: [] }], [{ body: "Now", isByBot: false }]],
  ["nobody edited a bot's", [{ author: BOT, nodes: [] }], [{ body: "Now", isByBot: true }]],
  [
    "edits, the newest first",
    [{ nodes: [edit(2, "Now", BOT), edit(1, "Once")] }],
    [
      { body: "Once", isByBot: false },
      { body: "Now", isByBot: true },
    ],
  ],
  [
    "edits of one second",
    [{ nodes: [edit(1, "Now", BOT), edit(1, "Once")] }],
    [
      { body: "Once", isByBot: false },
      { body: "Now", isByBot: true },
    ],
  ],
  [
    "a text that was deleted, by an account that was",
    [{ nodes: [edit(2, "Now"), edit(1, null, null)] }],
    [{ isByBot: false }, { body: "Now", isByBot: false }],
  ],
  [
    "more than a page, of a bot's",
    [
      { author: BOT, nodes: [edit(3, "Now")], next: "a" },
      { author: BOT, nodes: [edit(2, "Once", BOT)] },
    ],
    [{ isByBot: true }, { body: "Once", isByBot: true }, { body: "Now", isByBot: false }],
  ],
])("lists what each edit left: %s", async (_, pages, revisions) => {
  reply(pages);
  expect(await openGitHub().gitHub.listRevisions({ ...REPOSITORY, number: 7 })).toEqual(revisions);
});

it("lists nothing of what GitHub does not show", async () => {
  expectRequests()
    .post("/graphql")
    .reply(200, {
      data: { repository: { issueOrPullRequest: null } },
      errors: [{ type: "NOT_FOUND", message: "Could not resolve" }],
    });
  expect(await openGitHub().gitHub.listRevisions({ ...REPOSITORY, number: 7 })).toEqual([]);
});

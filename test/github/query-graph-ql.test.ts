import { describe, expect, it } from "vitest";
import {
  catchFailure,
  collect,
  expectRequests,
  NOW_MS,
  openGitHub,
  PULL_REQUEST,
  REPOSITORY,
  watchRequests,
} from "./git-hub-fixture.ts";

const NODE = {
  number: 812,
  title: "Keep the cart",
  body: "Impact: checkout-conversion",
  isDraft: false,
  state: "OPEN",
  mergedAt: null,
  updatedAt: "2026-03-31T08:00:00Z",
  createdAt: "2026-03-30T08:00:00Z",
  headRefOid: "abc123",
  headRefName: "keep-cart",
  baseRefName: "main",
  isCrossRepository: false,
  changedFiles: 3,
  mergeCommit: null,
  labels: { nodes: [{ name: "bug" }] },
  author: { __typename: "User", login: "octocat", databaseId: 1 },
};
const STATE = {
  repositoryId: 42,
  number: 812,
  updatedAtMs: Date.UTC(2026, 2, 31, 8),
  status: "open",
  title: "Keep the cart",
  body: "Impact: checkout-conversion",
  author: { id: 1, login: "octocat", isBot: false },
  isDraft: false,
  labels: ["bug"],
  headSha: "abc123",
  headBranch: "keep-cart",
  baseBranch: "main",
  isFromFork: false,
  changedFiles: 3,
  createdAtMs: Date.UTC(2026, 2, 30, 8),
};
const TARGET = { ...REPOSITORY, id: 42 };

interface GraphQLBody {
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

watchRequests();

function pageJson(nodes: readonly unknown[], endCursor: string | null = null) {
  return {
    data: {
      repository: { pullRequests: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } },
    },
  };
}

function issuesJson(pullRequest: unknown) {
  return { repository: { nameWithOwner: "octocat/shop", pullRequest } };
}

function expectQuery(operation: string, variables: object, answer: object) {
  expectRequests()
    .post("/graphql", (body: GraphQLBody) => {
      expect(body.variables).toEqual(variables);
      return body.operationName === operation;
    })
    .reply(200, answer);
}

describe("listOpenPullRequests", () => {
  it("yields pages of 100 until the last one", async () => {
    const cursors: unknown[] = [];
    const note = (body: GraphQLBody): boolean => cursors.push(body.variables["after"]) > 0;
    expectRequests()
      .post("/graphql", note)
      .reply(200, pageJson([NODE], "c1"))
      .post(
        "/graphql",
        (body: GraphQLBody) => body.variables["after"] === "c1" && body.variables["first"] === 100,
      )
      .reply(200, pageJson([{ ...NODE, number: 813 }, null]));
    const pages = await collect(openGitHub().gitHub.listOpenPullRequests(TARGET));
    expect(pages).toEqual([[STATE], [{ ...STATE, number: 813 }]]);
    expect(cursors[0]).toBeNull();
  });

  it.each([
    [
      "a bot",
      { author: { __typename: "Bot", login: "dependabot", databaseId: 3 } },
      { author: { id: 3, login: "dependabot[bot]", isBot: true } },
    ],
    ["nobody", { author: null }, { author: { id: 0, login: "ghost", isBot: false } }],
    ["a fork", { isCrossRepository: true }, { isFromFork: true }],
    ["a text without an answer", { body: "Adds a retry" }, { body: "" }],
    ["a milestone", { milestone: { title: "Spring" } }, { milestone: "Spring" }],
    ["no milestone", { milestone: null }, {}],
    ["nulls", { title: null, body: null, labels: { nodes: [null] } }, { title: "", body: "", labels: [] }],
  ])("reads one by or with %s", async (_what, changes, expected) => {
    expectQuery(
      "OpenPullRequests",
      { owner: "octocat", name: "shop", first: 100, after: null },
      pageJson([{ ...NODE, ...changes }]),
    );
    expect(await collect(openGitHub().gitHub.listOpenPullRequests(TARGET))).toEqual([
      [{ ...STATE, ...expected }],
    ]);
  });

  it("does not ask for ever where the cursor stands still", async () => {
    expectRequests()
      .post("/graphql")
      .twice()
      .reply(200, pageJson([NODE], "c1"));
    expect(await collect(openGitHub().gitHub.listOpenPullRequests(TARGET))).toHaveLength(2);
  });
});

describe("listMergedPullRequests", () => {
  it("gives the newest with their paths, up to the limit", async () => {
    const merge = (number: number, mergedAt: string) => ({
      ...NODE,
      number,
      state: "MERGED",
      mergedAt,
      mergeCommit: { oid: `m${number}` },
      files: { nodes: [{ path: "b" }, null, { path: "a" }] },
    });
    expectQuery(
      "MergedPullRequests",
      { owner: "octocat", name: "shop", first: 2, after: null },
      pageJson(
        [
          merge(1, "2026-03-01T00:00:00Z"),
          merge(2, "2026-03-02T00:00:00Z"),
          merge(3, "2026-03-03T00:00:00Z"),
        ],
        "c",
      ),
    );
    const merged = await openGitHub().gitHub.listMergedPullRequests(TARGET, 2);
    expect(merged.map(({ state, paths }) => [state.number, state.mergeSha, paths])).toEqual([
      [2, "m2", ["a", "b"]],
      [1, "m1", ["a", "b"]],
    ]);
    expect(merged[0]?.state).toMatchObject({ status: "merged", mergedAtMs: Date.UTC(2026, 2, 2) });
  });

  it("asks nothing for none", async () => {
    expect(await openGitHub().gitHub.listMergedPullRequests(TARGET, 0)).toEqual([]);
  });
});

describe("listClosingIssues", () => {
  const variables = { owner: "octocat", name: "shop", number: 812, first: 100 };

  it("names the repository where it is another", async () => {
    const nodes = [
      { number: 7, repository: { nameWithOwner: "octocat/shop" } },
      null,
      { number: 8, repository: { nameWithOwner: "octocat/till" } },
    ];
    expectQuery("ClosingIssues", variables, { data: issuesJson({ closingIssuesReferences: { nodes } }) });
    expect(await openGitHub().gitHub.listClosingIssues(PULL_REQUEST)).toEqual([
      { number: 7 },
      { repository: "octocat/till", number: 8 },
    ]);
  });

  it("takes what it may see where a part is out of reach", async () => {
    const nodes = [{ number: 7, repository: { nameWithOwner: "octocat/shop" } }, null];
    expectQuery("ClosingIssues", variables, {
      data: issuesJson({ closingIssuesReferences: { nodes } }),
      errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }],
    });
    expect(await openGitHub().gitHub.listClosingIssues(PULL_REQUEST)).toEqual([{ number: 7 }]);
  });

  it("does not take part of the data where GitHub stopped half-way", async () => {
    expectQuery("ClosingIssues", variables, {
      data: issuesJson({ closingIssuesReferences: { nodes: [] } }),
      errors: [{ message: "Something went wrong while executing your query." }],
    });
    expect(await catchFailure(openGitHub().gitHub.listClosingIssues(PULL_REQUEST))).toEqual({
      kind: "fault",
      message: "POST /graphql ClosingIssues: Something went wrong while executing your query.",
    });
  });

  it.each([
    ["NOT_FOUND", "gone"],
    ["FORBIDDEN", "forbidden"],
    ["SOMETHING_NEW", "fault"],
  ])("tells %s without data as %s", async (type, kind) => {
    expectQuery("ClosingIssues", variables, { data: issuesJson(null), errors: [{ type, message: "No" }] });
    expect(await catchFailure(openGitHub().gitHub.listClosingIssues(PULL_REQUEST))).toMatchObject({ kind });
  });

  it.each([{}, { data: null }, { data: { repository: null } }, { errors: "no" }])(
    "takes %j for a fault",
    async (answer) => {
      expectQuery("ClosingIssues", variables, answer);
      expect(await catchFailure(openGitHub().gitHub.listClosingIssues(PULL_REQUEST))).toMatchObject({
        kind: "fault",
      });
    },
  );

  it("lays the installation down on a limit told with 200", async () => {
    expectRequests()
      .post("/graphql")
      .reply(
        200,
        { data: null, errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] },
        { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${NOW_MS / 1000 + 300}` },
      );
    const { gitHub, held } = openGitHub();
    expect(await catchFailure(gitHub.listClosingIssues(PULL_REQUEST))).toEqual({
      kind: "limited",
      why: "primary",
      untilMs: NOW_MS + 300_000,
    });
    expect(held).toEqual([NOW_MS + 300_000]);
  });
});

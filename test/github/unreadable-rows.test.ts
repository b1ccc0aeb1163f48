import nock from "nock";
import { describe, expect, it } from "vitest";
import type { GitHub } from "../../src/workflows/ports/git-hub.ts";
import {
  API,
  catchFailure,
  collect,
  commentJson,
  expectRequests,
  openGitHub,
  PULL_REQUEST,
  REPOSITORY,
  watchRequests,
} from "./git-hub-fixture.ts";

const REPO = "/repos/octocat/shop";
const TARGET = { ...REPOSITORY, id: 42 };
const BOT = { id: 8, login: "throughline[bot]", type: "Bot" };
const MARKED = "<!-- throughline:checklist -->";
const NODE = {
  number: 812,
  state: "MERGED",
  updatedAt: "2026-03-31T08:00:00Z",
  createdAt: "2026-03-30T08:00:00Z",
  headRefOid: "abc123",
  headRefName: "keep-cart",
  baseRefName: "main",
  changedFiles: 1,
  files: { totalCount: 1, nodes: [{ path: "a" }] },
};
const PAGE_INFO = { hasNextPage: false, endCursor: null };

watchRequests();

/** The only list that is asked for, and the slug where it is wanted. */
function openWith(path: string, answer: object, asksSlug = false) {
  if (path === "/graphql")
    expectRequests()
      .post(path)
      .reply(200, { data: { repository: answer } });
  else expectRequests().get(path).query(true).reply(200, answer);
  if (asksSlug) nock(API).get("/app").reply(200, { id: 77, slug: "throughline" });
  return openGitHub();
}

function pullRequests(...nodes: readonly unknown[]) {
  return { pullRequests: { totalCount: nodes.length, nodes, pageInfo: PAGE_INFO } };
}

function toWarning(route: string, why: string, count = 1): unknown {
  return [{ route, count, why: expect.stringContaining(why) }, expect.stringContaining("left out")];
}

describe("a row that can't be read", () => {
  it("is left out of the comments where it is another's", async () => {
    const { gitHub, warned } = openWith(`${REPO}/issues/812/comments`, [
      commentJson({ id: 1, created_at: null }),
      commentJson({ id: "3804004623172239366" }),
      commentJson({ id: 2, body: MARKED, created_at: null }),
      commentJson({ id: 3, body: MARKED, created_at: null, performed_via_github_app: { id: 5 } }),
      commentJson({ id: 4 }),
    ]);
    expect((await gitHub.listComments(PULL_REQUEST)).map(({ id }) => id)).toEqual([4]);
    const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
    expect(warned).toEqual([toWarning(route, "created_at", 4)]);
  });

  it.each([
    commentJson({ body: MARKED, user: BOT, created_at: null }),
    commentJson({ body: MARKED, user: "x", performed_via_github_app: { id: 77 } }),
    commentJson({ body: 5, user: BOT }),
    null,
  ])("is a fault among the comments where it may be ours: %j", async (row) => {
    const { gitHub } = openWith(`${REPO}/issues/812/comments`, [row]);
    expect(await catchFailure(gitHub.listComments(PULL_REQUEST))).toMatchObject({ kind: "fault" });
  });

  it("is left out of our issues where it holds no marker", async () => {
    const rows = [{ number: null }, { number: 5, body: MARKED, user: BOT }];
    const { gitHub, warned } = openWith(`${REPO}/issues`, rows, true);
    expect(await gitHub.listOurIssues(REPOSITORY)).toEqual([{ number: 5, body: MARKED }]);
    expect(warned).toEqual([toWarning("GET /repos/{owner}/{repo}/issues", "number")]);
  });

  it("is a fault among our issues where it may be the one that is sought", async () => {
    const { gitHub } = openWith(`${REPO}/issues`, [{ number: null, body: MARKED, user: BOT }], true);
    expect(await catchFailure(gitHub.listOurIssues(REPOSITORY))).toMatchObject({ kind: "fault" });
  });

  it("does not hide our reaction", async () => {
    const rows = [
      { id: null, user: { id: 2, login: "hubot", type: "User" } },
      { id: 7, user: BOT },
    ];
    const { gitHub, warned } = openWith(`${REPO}/issues/comments/1/reactions`, rows, true);
    nock(API).delete(`${REPO}/issues/comments/1/reactions/7`).reply(204);
    await gitHub.removeReaction(REPOSITORY, 1, "+1");
    expect(warned).toHaveLength(1);
  });

  it.each([
    { id: null, user: BOT },
    { id: 7, user: "x" },
  ])("is a fault among reactions where it may be ours: %j", async (row) => {
    const { gitHub } = openWith(`${REPO}/issues/comments/1/reactions`, [row], true);
    expect(await catchFailure(gitHub.removeReaction(REPOSITORY, 1, "+1"))).toMatchObject({ kind: "fault" });
  });

  it("does not matter among check runs where it is another app's", async () => {
    const { gitHub } = openWith(`${REPO}/commits/abc/check-runs`, {
      check_runs: [
        { id: "3804004623172239366", name: null, app: { id: 99 } },
        { id: 5, name: "throughline", head_sha: "abc", app: { id: 77 } },
      ],
    });
    expect(await gitHub.listOurCheckRuns(REPOSITORY, "abc")).toMatchObject([{ id: 5 }]);
  });

  it.each([{ id: null, name: "throughline", head_sha: "abc", app: { id: 77 } }, { id: 5, app: "x" }, null])(
    "is a fault among check runs where it may be ours: %j",
    async (run) => {
      const { gitHub } = openWith(`${REPO}/commits/abc/check-runs`, { check_runs: [run] });
      expect(await catchFailure(gitHub.listOurCheckRuns(REPOSITORY, "abc"))).toMatchObject({ kind: "fault" });
    },
  );

  it.each([{ filename: null }, { filename: "b", previous_filename: 5 }, null])(
    "makes the files of a pull request a cut list: %j",
    async (row) => {
      const { gitHub, warned } = openWith(`${REPO}/pulls/812/files`, [row, { filename: "a" }]);
      expect(await gitHub.listPullRequestPaths(PULL_REQUEST)).toEqual({ paths: ["a"], truncated: true });
      expect(warned).toHaveLength(1);
    },
  );

  it.each([{ updatedAt: null }, { labels: { nodes: [{ name: null }] } }, { number: "x" }])(
    "takes no other pull request with it: %j",
    async (change) => {
      const answer = pullRequests({ ...NODE, ...change }, { ...NODE, number: 813 });
      const open = openWith("/graphql", answer);
      const pages = await collect(open.gitHub.listOpenPullRequests(TARGET));
      expect(pages.flat().map(({ number }) => number)).toEqual([813]);
      expect(open.warned).toEqual([toWarning("POST /graphql OpenPullRequests", "")]);
      const merged = openWith("/graphql", answer);
      expect(await merged.gitHub.listMergedPullRequests(TARGET, 9)).toHaveLength(1);
      expect(merged.warned).toEqual([toWarning("POST /graphql MergedPullRequests", "")]);
      const page = openWith("/graphql", answer);
      const { entries, total } = await page.gitHub.readPullRequestPage(TARGET, { first: 9 });
      expect([entries.map(({ state }) => state.number), total]).toEqual([[813], 2]);
      expect(page.warned).toEqual([toWarning("POST /graphql PullRequestPage", "")]);
    },
  );

  it("leaves out a merged pull request whose files can't be told", async () => {
    const answer = pullRequests({ ...NODE, files: { nodes: [{ path: null }] } }, { ...NODE, number: 813 });
    const merged = await openWith("/graphql", answer).gitHub.listMergedPullRequests(TARGET, 9);
    expect(merged.map(({ state }) => state.number)).toEqual([813]);
  });

  it.each([
    { fullDatabaseId: "3804004623172239366", createdAt: NODE.createdAt, updatedAt: NODE.updatedAt },
    { fullDatabaseId: "5", createdAt: null, updatedAt: NODE.updatedAt },
    { fullDatabaseId: "5", createdAt: NODE.createdAt, updatedAt: NODE.updatedAt, editor: "x" },
  ])("leaves the comments or files of a page to be listed one by one: %j", async (comment) => {
    const files = { totalCount: 1, nodes: [{ path: null }] };
    const comments = { totalCount: 1, nodes: [comment] };
    const { gitHub } = openWith("/graphql", pullRequests({ ...NODE, files, comments }));
    const { entries } = await gitHub.readPullRequestPage(TARGET, { first: 9 });
    expect(entries).toHaveLength(1);
    expect(entries[0]).not.toHaveProperty("comments");
    expect(entries[0]).not.toHaveProperty("paths");
  });

  it("leaves out a page's pull request with a check run beyond 2^53", async () => {
    const permalink = "https://github.com/octocat/shop/runs/3804004623172239366";
    const run = { permalink, name: "throughline" };
    const commit = { oid: "abc123", checkSuites: { nodes: [{ checkRuns: { nodes: [run] } }] } };
    const answer = pullRequests({ ...NODE, commits: { nodes: [{ commit }] } }, { ...NODE, number: 813 });
    const { entries } = await openWith("/graphql", answer).gitHub.readPullRequestPage(TARGET, { first: 9 });
    expect(entries.map(({ state }) => state.number)).toEqual([813]);
  });

  const home = { nameWithOwner: "octocat/shop" };
  const issues = [
    { number: null, repository: home },
    { number: 7, repository: home },
  ];
  const commits = [{ commit: null }, { commit: { message: "Keep the cart" } }];
  it.each<[string, object, (gitHub: GitHub) => Promise<readonly unknown[]>]>([
    [
      "ClosingIssues",
      { closingIssuesReferences: { nodes: issues } },
      (gitHub) => gitHub.listClosingIssues(PULL_REQUEST),
    ],
    ["PullRequestCommits", { commits: { nodes: commits } }, (gitHub) => gitHub.listCommits(PULL_REQUEST)],
  ])("is left out of %s", async (operation, pullRequest, list) => {
    const { gitHub, warned } = openWith("/graphql", { ...home, pullRequest });
    expect(await list(gitHub)).toHaveLength(1);
    expect(warned).toEqual([toWarning(`POST /graphql ${operation}`, "")]);
  });
});

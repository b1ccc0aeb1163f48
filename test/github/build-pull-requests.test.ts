import { describe, expect, it } from "vitest";
import {
  API,
  catchFailure,
  expectRequests,
  openGitHub,
  PULL_REQUEST,
  pullRequestJson,
  watchRequests,
} from "./git-hub-fixture.ts";

const PULL = "/repos/octocat/shop/pulls/812";
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

watchRequests();

describe("readPullRequest", () => {
  it.each([
    ["open", {}, STATE],
    ["closed", { state: "closed" }, { ...STATE, status: "closed" }],
    [
      "merged",
      { state: "closed", merged_at: "2026-03-31T08:00:00Z" },
      { ...STATE, status: "merged", mergedAtMs: STATE.updatedAtMs, mergeSha: "feed" },
    ],
    [
      "from a fork that is gone",
      { head: { sha: "abc123", ref: "keep-cart", repo: null } },
      { ...STATE, isFromFork: true },
    ],
    ["without an answer", { body: "Adds a retry." }, { ...STATE, body: "" }],
    ["by nobody", { user: null }, { ...STATE, author: { id: 0, login: "ghost", isBot: false } }],
    [
      "by a bot",
      { user: { id: 3, login: "dependabot[bot]", type: "Bot" } },
      { ...STATE, author: { id: 3, login: "dependabot[bot]", isBot: true } },
    ],
    ["of a milestone", { milestone: { number: 3, title: "Spring" } }, { ...STATE, milestone: "Spring" }],
    ["with NUL in it", { title: "a\0b" }, { ...STATE, title: "a\uFFFDb" }],
  ])("reads one that is %s", async (_what, changes, state) => {
    expectRequests().get(PULL).reply(200, pullRequestJson(changes));
    expect(await openGitHub().gitHub.readPullRequest(PULL_REQUEST)).toEqual(state);
  });

  it("reads what is null everywhere it may be", async () => {
    const nulls = { title: null, body: null, user: null, draft: null, labels: null, changed_files: null };
    expectRequests().get(PULL).reply(200, pullRequestJson(nulls));
    const { changedFiles: _, ...rest } = STATE;
    expect(await openGitHub().gitHub.readPullRequest(PULL_REQUEST)).toEqual({
      ...rest,
      title: "",
      body: "",
      labels: [],
      author: { id: 0, login: "ghost", isBot: false },
    });
  });

  it("is undefined where there is none", async () => {
    expectRequests().get(PULL).reply(404, { message: "Not Found" });
    expect(await openGitHub().gitHub.readPullRequest(PULL_REQUEST)).toBeUndefined();
  });

  it.each([
    ["head", { head: null }],
    ["base.repo", { base: { ref: "main", repo: null } }],
    ["number", { number: "812" }],
    ["updated_at", { updated_at: null }],
    ["labels.0", { labels: [null] }],
  ])("takes a wrong %s for a fault that names it", async (path, changes) => {
    expectRequests().get(PULL).reply(200, pullRequestJson(changes));
    expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "fault",
      message: expect.stringContaining(`unexpected answer: ${path}: `),
    });
  });
});

describe("listPullRequestPaths", () => {
  it("has both names of a rename, each once, and not the source of a copy", async () => {
    expectRequests()
      .get(`${PULL}/files`)
      .query({ per_page: 100, page: 1 })
      .reply(200, [
        { filename: "src/new.ts", status: "renamed", previous_filename: "src/old.ts" },
        { filename: "src/copy.ts", status: "copied", previous_filename: "src/original.ts" },
        { filename: "src/old.ts", status: "added" },
      ]);
    expect(await openGitHub().gitHub.listPullRequestPaths(PULL_REQUEST)).toEqual({
      paths: ["src/copy.ts", "src/new.ts", "src/old.ts"],
      truncated: false,
    });
  });

  it("follows the pages", async () => {
    expectRequests()
      .get(`${PULL}/files`)
      .query({ per_page: 100, page: 1 })
      .reply(200, [{ filename: "a" }], { link: `<${API}${PULL}/files?page=2>; rel="next", <x>; rel="last"` })
      .get(`${PULL}/files`)
      .query({ per_page: 100, page: 2 })
      .reply(200, [{ filename: "b" }], { link: `<${API}${PULL}/files?page=1>; rel="first"` });
    expect(await openGitHub().gitHub.listPullRequestPaths(PULL_REQUEST)).toEqual({
      paths: ["a", "b"],
      truncated: false,
    });
  });

  it.each([
    [3000, false],
    [3001, true],
  ])("stops after 3,000 files and tells whether %i were changed", async (changedFiles, truncated) => {
    const scope = expectRequests();
    for (let page = 1; page <= 30; page += 1) {
      const files = Array.from({ length: 100 }, (_, index) => ({ filename: `${page}/${index}` }));
      scope
        .get(`${PULL}/files`)
        .query({ per_page: 100, page })
        .reply(200, files, { link: '<x>; rel="next"' });
    }
    scope.get(PULL).reply(200, pullRequestJson({ changed_files: changedFiles }));
    const { gitHub, taken } = openGitHub();
    const listed = await gitHub.listPullRequestPaths(PULL_REQUEST);
    expect(listed.paths).toHaveLength(3000);
    expect(listed.truncated).toBe(truncated);
    expect(taken).toHaveLength(31);
  });

  it("throws where the pull request is gone", async () => {
    expectRequests().get(`${PULL}/files`).query(true).reply(404, { message: "Not Found" });
    expect(await catchFailure(openGitHub().gitHub.listPullRequestPaths(PULL_REQUEST))).toMatchObject({
      kind: "gone",
    });
  });
});

import { describe, expect, it } from "vitest";
import { readStatus, SHOP, startWorld } from "./start-world.ts";

const CATALOG = ".github/throughline.yml";

describe("contents", () => {
  it("shows a file of the default branch, and 304 for free until it changes", async () => {
    const { gitHub, octokit } = await startWorld();
    const { driver } = gitHub;
    const read = (etag: string) =>
      octokit.rest.repos.getContent({ ...SHOP, path: CATALOG, headers: { "if-none-match": etag } });
    expect(await readStatus(read(""))).toMatchObject({ status: 404 });
    driver.commit({
      repository: "acme/shop",
      by: "ada",
      files: [{ path: CATALOG, content: "version: 1\né\n" }],
    });
    const { data, headers } = await read("");
    const file = data as { readonly content: string; readonly size: number; readonly sha: string };
    expect(Buffer.from(file.content, "base64").toString()).toBe("version: 1\né\n");
    expect(file.size).toBe(14);
    const before = headers["x-ratelimit-remaining"];
    expect(await readStatus(read(`${headers.etag}`))).toMatchObject({ status: 304 });
    driver.commit({
      repository: "acme/shop",
      by: "ada",
      files: [{ path: CATALOG, content: "version: 2\n" }],
    });
    const changed = await read(`${headers.etag}`);
    expect(changed.status).toBe(200);
    // One for the second 200; the 304 was free.
    expect(Number(changed.headers["x-ratelimit-remaining"])).toBe(Number(before) - 1);
  });

  it("shows the hash that git gives a file", async () => {
    const { octokit } = await startWorld();
    const { data } = await octokit.rest.repos.getContent({ ...SHOP, path: "src/cart.ts" });
    // printf 'one\n' | git hash-object --stdin
    expect(data).toMatchObject({
      sha: "5626abf0f72e58d7a153368ba57db4c673c0e171",
      type: "file",
      name: "cart.ts",
    });
  });

  it("lists folders, hides the text of files over 1 MB, knows commits and forks", async () => {
    const { gitHub, octokit } = await startWorld();
    const big = "x".repeat(1024 * 1024 + 1);
    gitHub.driver.commit({
      repository: "acme/shop",
      by: "ada",
      files: [{ path: "src/deep/big.txt", content: big }],
    });
    const folder = await octokit.rest.repos.getContent({ ...SHOP, path: "src" });
    expect(
      (folder.data as { readonly path: string; readonly type: string }[]).map(({ path, type }) => [
        path,
        type,
      ]),
    ).toEqual([
      ["src/cart.ts", "file"],
      ["src/deep", "dir"],
    ]);
    const large = await octokit.rest.repos.getContent({ ...SHOP, path: "src/deep/big.txt" });
    expect(large.data).toMatchObject({ encoding: "none", content: "", size: big.length });
    const pull = gitHub.driver.openPullRequest({
      repository: "acme/shop",
      by: "zoe",
      title: "Catalog",
      fromFork: true,
      files: [{ path: CATALOG, content: "from the fork" }],
    });
    const ref = pull.pullRequest?.headSha ?? "";
    expect((await octokit.rest.repos.getContent({ ...SHOP, path: CATALOG, ref })).status).toBe(200);
    expect(await readStatus(octokit.rest.repos.getContent({ ...SHOP, path: CATALOG }))).toMatchObject({
      status: 404,
    });
    expect(
      (await readStatus(octokit.rest.repos.getContent({ ...SHOP, path: CATALOG, ref: "nowhere" }))).message,
    ).toContain("No commit found for the ref nowhere");
  });
});

describe("pull requests", () => {
  it("lists files a hundred a page, 3,000 at most, renames with both names", async () => {
    const { gitHub, octokit } = await startWorld();
    const many = Array.from({ length: 3005 }, (_, index) => ({ path: `generated/${index}.txt` }));
    const { number } = gitHub.driver.openPullRequest({
      repository: "acme/shop",
      by: "ada",
      title: "Many",
      files: [
        { path: "src/basket.ts", previousPath: "src/cart.ts" },
        { path: "README.md", isRemoved: true },
        ...many,
      ],
    });
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
      ...SHOP,
      pull_number: number,
      per_page: 100,
    });
    expect(files).toHaveLength(3000);
    expect(files[0]).toMatchObject({
      status: "renamed",
      filename: "src/basket.ts",
      previous_filename: "src/cart.ts",
    });
    expect(files[1]).toMatchObject({ status: "removed", filename: "README.md" });
    expect((await octokit.rest.pulls.get({ ...SHOP, pull_number: number })).data.changed_files).toBe(3007);
    expect(gitHub.countByRoute().get("GET /repos/:owner/:repo/pulls/:number/files")).toBe(30);
  });

  it("adds up pushes, and a forced one starts again", async () => {
    const { gitHub, octokit } = await startWorld();
    const { driver } = gitHub;
    const first = driver.openPullRequest({
      repository: "acme/shop",
      by: "ada",
      title: "A",
      files: [{ path: "a" }],
    });
    const at = { repository: "acme/shop", number: first.number, by: "ada" };
    const list = async () =>
      (await octokit.rest.pulls.listFiles({ ...SHOP, pull_number: first.number })).data.map(
        ({ filename }) => filename,
      );
    const second = driver.push({ ...at, files: [{ path: "b" }] });
    expect(await list()).toEqual(["a", "b"]);
    expect(second.pullRequest?.headSha).not.toBe(first.pullRequest?.headSha);
    driver.push({ ...at, files: [{ path: "c" }], isForced: true });
    expect(await list()).toEqual(["c"]);
    driver.close(at);
    const closed = driver.push({ ...at, files: [{ path: "d" }] });
    expect(await list()).toEqual(["c"]);
    expect(driver.findBranch("acme/shop", "ada-1")?.sha).not.toBe(closed.pullRequest?.headSha);
  });

  it("merges: the files land on the base and the named issue is closed", async () => {
    const { gitHub, octokit } = await startWorld();
    const { driver } = gitHub;
    const issue = driver.openIssue({ repository: "acme/shop", by: "ada", title: "Wrong sum" });
    const { number } = driver.openPullRequest({
      repository: "acme/shop",
      by: "ada",
      title: "Sum",
      body: `Fixes #${issue.number}`,
      files: [{ path: "src/cart.ts", content: "two\n" }],
    });
    driver.merge({ repository: "acme/shop", number, by: "ada" });
    const { data } = await octokit.rest.pulls.get({ ...SHOP, pull_number: number });
    expect(data).toMatchObject({ merged: true, state: "closed", merged_at: "2026-01-05T10:00:00Z" });
    const file = await octokit.rest.repos.getContent({ ...SHOP, path: "src/cart.ts" });
    expect(Buffer.from((file.data as { readonly content: string }).content, "base64").toString()).toBe(
      "two\n",
    );
    expect((await octokit.rest.issues.get({ ...SHOP, issue_number: issue.number })).data.state).toBe(
      "closed",
    );
    expect((await octokit.rest.pulls.list({ ...SHOP, state: "open" })).data).toEqual([]);
  });
});

describe("GraphQL", () => {
  const QUERY = `query OpenPullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
    repository(owner: $owner, name: $name) {
      pullRequests(states: [OPEN], first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          number title body isDraft state isCrossRepository changedFiles base: baseRefName updatedAt
          author { __typename login ... on Bot { databaseId } ... on User { id } }
          labels(first: 100) { nodes { name } }
          files(first: 100) { nodes { path } pageInfo { hasNextPage } }
        }
      }
    }
  }`;

  interface Page {
    readonly repository: {
      readonly pullRequests: {
        readonly totalCount: number;
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
        readonly nodes: readonly Readonly<Record<string, unknown>>[];
      };
    };
  }

  it("pages open pull requests by cursor, with labels, files and authors", async () => {
    const { gitHub, octokit } = await startWorld();
    const { driver } = gitHub;
    for (const title of ["One", "Two", "Three"]) {
      driver.openPullRequest({
        repository: "acme/shop",
        by: "renovate[bot]",
        title,
        labels: ["x"],
        files: [{ path: title }],
      });
    }
    driver.close({ repository: "acme/shop", number: 2, by: "ada" });
    const ask = (after: string | null) =>
      octokit.graphql<Page>(QUERY, { owner: "acme", name: "shop", first: 1, after });
    const first = (await ask(null)).repository.pullRequests;
    expect(first).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          number: 1,
          title: "One",
          body: "",
          isDraft: false,
          state: "OPEN",
          isCrossRepository: false,
          changedFiles: 1,
          base: "main",
          updatedAt: "2026-01-05T10:00:00Z",
          author: { __typename: "Bot", login: "renovate", databaseId: expect.any(Number) },
          labels: { nodes: [{ name: "x" }] },
          files: { nodes: [{ path: "One" }], pageInfo: { hasNextPage: false } },
        },
      ],
    });
    // What was not asked for is not answered, nor what a fragment of another type asks.
    expect(first.nodes[0]).not.toHaveProperty("headRefOid");
    expect(first.nodes[0]?.["author"]).not.toHaveProperty("id");
    const second = (await ask(first.pageInfo.endCursor)).repository.pullRequests;
    expect(second.nodes.map(({ number }) => number)).toEqual([3]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  const CLOSING = `query ClosingIssues($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) {
      pullRequest(number: $number) { closingIssuesReferences(first: 10) { nodes { title } } }
    }
  }`;

  it("finds closing issues of this and of other repositories that the app may see", async () => {
    const { gitHub, octokit, installationId } = await startWorld();
    const { driver } = gitHub;
    driver.openIssue({ repository: "acme/shop", by: "ada", title: "Here" });
    driver.openIssue({ repository: "acme/docs", by: "ada", title: "There" });
    const { number } = driver.openPullRequest({
      repository: "acme/shop",
      by: "ada",
      title: "Both",
      body: "fixes #1, resolves acme/docs#1 and closes #99",
    });
    const ask = async () => {
      const answer = await octokit.graphql<{
        readonly repository: {
          readonly pullRequest: {
            readonly closingIssuesReferences: { readonly nodes: readonly { readonly title: string }[] };
          };
        };
      }>(CLOSING, {
        owner: "acme",
        name: "shop",
        number,
      });
      return answer.repository.pullRequest.closingIssuesReferences.nodes.map(({ title }) => title);
    };
    expect(await ask()).toEqual(["Here"]);
    driver.addToInstallation(installationId, "acme/docs");
    expect(await ask()).toEqual(["Here", "There"]);
  });

  it("tells what is not there in the body of a 200", async () => {
    const { gitHub, octokit } = await startWorld();
    await expect(octokit.graphql(QUERY, { owner: "acme", name: "docs", first: 1 })).rejects.toThrow(
      "Could not resolve",
    );
    expect(gitHub.requests().at(-1)).toMatchObject({ status: 200, route: "POST /graphql OpenPullRequests" });
  });
});

import { describe, expect, it, onTestFinished } from "vitest";
import { startSimulatedGitHub } from "../../sandbox/github/start-simulated-git-hub.ts";
import type { CheckWrite } from "../../src/workflows/ports/git-hub.ts";
import { APP_ID, catchFailure, collect, keys, NOW_MS, openGitHub } from "./git-hub-fixture.ts";

const SHOP = { owner: "acme", name: "shop" };
const CATALOG = ".github/throughline.yml";

/** An organisation `acme` with `shop`, its app, and one pull request by ada that closes an issue. */
async function startWorld() {
  const clock = { nowMs: NOW_MS };
  const server = await startSimulatedGitHub({
    now: () => clock.nowMs,
    app: { id: APP_ID, publicKey: keys.publicKey, slug: "throughline" },
  });
  onTestFinished(async () => {
    await server.close();
    expect(server.unknownRoutes()).toEqual([]);
    expect(server.violations()).toEqual([]);
  });
  const { driver } = server;
  driver.addOrganisation("acme");
  const shop = driver.addRepository({
    ...SHOP,
    files: { [CATALOG]: "version: 1\n", "src/cart.ts": "one\n" },
  });
  driver.setRole({ repository: shop.id, login: "ada", role: "write" });
  const installation = driver.install({ account: "acme" });
  const issue = driver.openIssue({ repository: shop.id, by: "ada", title: "Slow cart", labels: ["bug"] });
  const pullRequest = driver.openPullRequest({
    repository: shop.id,
    by: "ada",
    title: "Keep the cart",
    body: `Impact: checkout-conversion\n\nFixes #${issue.number}`,
    labels: ["cart"],
    files: [{ path: "src/basket.ts", previousPath: "src/cart.ts" }],
  });
  const opened = openGitHub({ baseUrl: `${server.url}/api/v3`, now: () => clock.nowMs });
  return {
    ...opened,
    server,
    clock,
    driver,
    shop,
    issue,
    installation,
    gitHub: opened.app.forInstallation(installation.id),
    name: { ...SHOP, number: pullRequest.number },
  };
}

function checkOn(headSha: string, title = "Say what this moves"): CheckWrite {
  return {
    name: "throughline",
    headSha,
    externalId: "pull-request:2",
    output: {
      conclusion: "action_required",
      title,
      summary: "One line will do.",
      text: "",
      actions: [{ label: "None", description: "It moves no metric", identifier: "none" }],
      annotations: Array.from({ length: 60 }, (_, index) => ({
        path: CATALOG,
        startLine: index + 1,
        endLine: index + 1,
        level: "warning" as const,
        title: "Look",
        message: "here",
      })),
    },
  };
}

describe("the adapter against a GitHub over HTTP", () => {
  it("reads the app and its installations", async () => {
    const { app, installation } = await startWorld();
    expect(await app.readApp()).toMatchObject({ id: APP_ID, slug: "throughline" });
    const read = await app.readInstallation(installation.id);
    expect(read).toMatchObject({ id: installation.id, accountLogin: "acme", isSuspended: false });
    expect(await collect(app.listInstallations())).toMatchObject([{ rows: [read], unreadable: [] }]);
    expect(await app.readInstallation(1)).toBeUndefined();
  });

  it("reads repositories, also by a former name", async () => {
    const { gitHub, driver, shop, name } = await startWorld();
    const repository = await gitHub.readRepository(shop.id);
    expect(repository).toMatchObject({ id: shop.id, owner: "acme", name: "shop", visibility: "private" });
    expect(await collect(gitHub.listRepositories())).toEqual([{ rows: [repository], unreadable: [] }]);
    driver.renameRepository({ repository: shop.id, by: "ada", name: "store" });
    expect(await gitHub.readPullRequest(name)).toMatchObject({ number: name.number });
    expect(await gitHub.createComment(name, "Hello")).toEqual({ id: expect.any(Number) });
    expect(await gitHub.listComments(name)).toHaveLength(1);
    expect(await gitHub.readRepository(1)).toBeUndefined();
  });

  it("shows one pull request alike through REST and GraphQL, and what it touches", async () => {
    const { gitHub, driver, shop, issue, name } = await startWorld();
    driver.setMilestone({ repository: shop.id, number: name.number, by: "ada", title: "Spring" });
    const state = await gitHub.readPullRequest(name);
    expect(state).toMatchObject({
      title: "Keep the cart",
      status: "open",
      labels: ["cart"],
      milestone: "Spring",
      isFromFork: false,
    });
    // Who edited a description GraphQL alone tells.
    const listed = { ...state, botWriting: { texts: [] } };
    expect(await collect(gitHub.listOpenPullRequests({ ...SHOP, id: shop.id }))).toEqual([[listed]]);
    driver.editPullRequest({
      ...name,
      repository: shop.id,
      by: "summary[bot]",
      body: "Impact: none\nFixes #1",
    });
    expect(await collect(gitHub.listOpenPullRequests({ ...SHOP, id: shop.id }))).not.toMatchObject([
      [{ botWriting: expect.anything() }],
    ]);
    expect(await gitHub.listRevisions(name)).toEqual([
      { body: state?.body, isByBot: false },
      { body: "Impact: none\nFixes #1", isByBot: true },
    ]);
    expect(await gitHub.listPullRequestPaths(name)).toEqual({
      paths: ["src/basket.ts", "src/cart.ts"],
      truncated: false,
    });
    expect(await gitHub.listClosingIssues(name)).toEqual([{ number: issue.number }]);
    expect(await gitHub.readPullRequest({ ...name, number: 999 })).toBeUndefined();
    driver.merge({ repository: shop.id, number: name.number, by: "ada" });
    const merged = await gitHub.listMergedPullRequests({ ...SHOP, id: shop.id }, 10);
    expect(merged).toMatchObject([{ paths: ["src/basket.ts"] }]);
    expect(merged[0]?.state).toEqual(await gitHub.readPullRequest(name));
  });

  it("reads who wrote the commits, co-authors of suggestions and of the merge among them", async () => {
    const { gitHub, driver, shop, name } = await startWorld();
    const { id } = driver.ensureUser("lee");
    driver.commitSuggestion({ repository: shop.id, number: name.number, by: "ada", from: "lee" });
    driver.merge({ repository: shop.id, number: name.number, by: "ada" });
    const ada = { name: "ada", isLogin: true, id: driver.ensureUser("ada").id };
    const [first, suggestion, merge, ...more] = await gitHub.listCommits(name);
    expect(first).toMatchObject({ author: ada, coAuthors: [] });
    expect(suggestion).toMatchObject({
      message: expect.stringContaining("Apply suggestion from @lee"),
      author: ada,
      coAuthors: [{ name: "lee", isLogin: true, id }],
    });
    expect(merge?.message).toContain(`(#${name.number})`);
    expect(more).toEqual([]);
    expect(await catchFailure(gitHub.listCommits({ ...name, number: 999 }))).toMatchObject({ kind: "gone" });
  });

  it("reads issues and rights", async () => {
    const { gitHub, issue, name } = await startWorld();
    expect(await gitHub.readIssue(SHOP, issue.number)).toMatchObject({
      title: "Slow cart",
      labels: ["bug"],
      isPullRequest: false,
    });
    expect(await gitHub.readIssue(SHOP, name.number)).toMatchObject({ isPullRequest: true });
    expect(await gitHub.readIssue(SHOP, 999)).toBeUndefined();
    expect(await gitHub.readPermission(SHOP, "ada")).toBe("write");
    expect(await gitHub.readPermission(SHOP, "nobody-of-that-name")).toBe("none");
  });

  it("reads a file once until it changes", async () => {
    const { gitHub, driver, shop } = await startWorld();
    const first = await gitHub.readFile(SHOP, CATALOG);
    expect(first).toEqual({ kind: "text", text: "version: 1\n", etag: expect.any(String) });
    const etag = first.kind === "text" ? first.etag : undefined;
    expect(await gitHub.readFile(SHOP, CATALOG, etag)).toEqual({ kind: "unchanged" });
    const files = [{ path: CATALOG, content: "version: 1\nmetrics: []\n" }];
    const commit = driver.commit({ repository: shop.id, by: "ada", files });
    expect(await gitHub.readFile(SHOP, CATALOG, etag)).toMatchObject({ text: "version: 1\nmetrics: []\n" });
    expect(await gitHub.readFileAt(SHOP, CATALOG, commit.sha)).toMatchObject({ kind: "text" });
    expect(await gitHub.readFile(SHOP, "none.yml")).toEqual({ kind: "absent" });
    expect(await gitHub.readFile(SHOP, "src")).toMatchObject({ kind: "unreadable" });
  });

  it("writes a check, finds it and updates it", async () => {
    const { gitHub, driver, shop, name } = await startWorld();
    const headSha = (await gitHub.readPullRequest(name))?.headSha ?? "";
    driver.addForeignCheck({ repository: shop.id, headSha, name: "throughline", appId: 5 });
    const { id } = await gitHub.createCheckRun(SHOP, checkOn(headSha));
    await gitHub.updateCheckRun(SHOP, id, checkOn(headSha, "Answered"));
    expect(await gitHub.listOurCheckRuns(SHOP, headSha)).toEqual([
      {
        id,
        name: "throughline",
        headSha,
        externalId: "pull-request:2",
        conclusion: "action_required",
        title: "Answered",
        summary: "One line will do.",
        text: "",
      },
    ]);
  });

  it("writes a comment, finds it as its own and knows its own reaction", async () => {
    const { gitHub, driver, shop, name } = await startWorld();
    const { id } = await gitHub.createComment(name, "<!-- throughline -->");
    await gitHub.updateComment(SHOP, id, "<!-- throughline --> Hello");
    const command = driver.comment({
      repository: shop.id,
      number: name.number,
      by: "ada",
      body: "/impact none",
    });
    expect(await gitHub.readComment(SHOP, command.id)).toMatchObject({
      isOurs: false,
      hasOurThumbsUp: false,
    });
    driver.react({ commentId: command.id, by: "bea", content: "+1" });
    expect(await gitHub.readComment(SHOP, command.id)).toMatchObject({ hasOurThumbsUp: false });
    await gitHub.addReaction(SHOP, command.id, "+1");
    await gitHub.addReaction(SHOP, command.id, "+1");
    expect(await gitHub.listComments(name)).toMatchObject([
      { id, isOurs: true, body: "<!-- throughline --> Hello", hasOurThumbsUp: false },
      { id: command.id, isOurs: false, author: { login: "ada", isBot: false }, hasOurThumbsUp: true },
    ]);
    expect(await gitHub.readComment(SHOP, 1)).toBeUndefined();
  });

  it("renews a token that GitHub ended, and gives up on a suspended installation", async () => {
    const { gitHub, server, driver, installation, shop } = await startWorld();
    await gitHub.readRepository(shop.id);
    server.expireTokens();
    expect(await gitHub.readRepository(shop.id)).toMatchObject({ id: shop.id });
    driver.suspend(installation.id);
    expect(await catchFailure(gitHub.readRepository(shop.id))).toMatchObject({ kind: "gone" });
  });

  it("asks for a new token when the hour is over", async () => {
    const { gitHub, server, clock, shop } = await startWorld();
    const tokens = () => server.requests().filter(({ path }) => path.endsWith("/access_tokens")).length;
    await gitHub.readRepository(shop.id);
    await gitHub.readRepository(shop.id);
    expect(tokens()).toBe(1);
    clock.nowMs += 3_600_000;
    await gitHub.readRepository(shop.id);
    expect(tokens()).toBe(2);
  });

  it.each([
    [{ kind: "status", status: 502 }, "fault"],
    [{ kind: "reset", when: "before" }, "fault"],
    [{ kind: "reset", when: "after" }, "fault"],
    [{ kind: "not-json" }, "fault"],
    [{ kind: "secondary-limit", status: 403, retryAfterS: 60 }, "limited"],
    [{ kind: "secondary-limit", status: 429 }, "limited"],
  ] as const)("tells %j as %s", async (what, kind) => {
    const { gitHub, server, shop } = await startWorld();
    await gitHub.readRepository(shop.id);
    server.faults.add({ what, times: 1 });
    expect(await catchFailure(gitHub.readRepository(shop.id))).toMatchObject({ kind });
  });

  it("gives up on a socket that hangs", async () => {
    const { server, shop, installation, clock } = await startWorld();
    const { app } = openGitHub({ baseUrl: `${server.url}/api/v3`, now: () => clock.nowMs, timeoutMs: 1_000 });
    const gitHub = app.forInstallation(installation.id);
    await gitHub.readRepository(shop.id);
    server.faults.add({ what: { kind: "hang" }, times: 1 });
    expect(await catchFailure(gitHub.readRepository(shop.id))).toMatchObject({ kind: "fault" });
    expect(await gitHub.readRepository(shop.id)).toMatchObject({ id: shop.id });
  });
});

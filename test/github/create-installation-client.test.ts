import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  API,
  catchFailure,
  collect,
  expectRequests,
  expectToken,
  NOW_MS,
  openGitHub,
  PULL_REQUEST,
  pullRequestJson,
  REPOSITORY,
  watchRequests,
} from "./git-hub-fixture.ts";

const PULL = "/repos/octocat/shop/pulls/812";
const RESET_S = NOW_MS / 1000 + 600;

watchRequests();

describe("failures", () => {
  it.each([
    [404, "Not Found", { kind: "gone", status: 404 }],
    [410, "Gone", { kind: "gone", status: 410 }],
    [451, "Repository access blocked", { kind: "gone", status: 451 }],
    [403, "This installation has been suspended", { kind: "gone", status: 403 }],
    [403, "Resource not accessible by integration", { kind: "forbidden" }],
    [422, "Validation Failed", { kind: "refused", status: 422 }],
    [422, "No commit found for SHA: abc123", { kind: "lagging", status: 422 }],
    [422, "Invalid request.", { kind: "refused", status: 422 }],
    [409, "Conflict", { kind: "lagging", status: 409 }],
    [400, "Problems parsing JSON", { kind: "refused", status: 400 }],
    [500, "Server Error", { kind: "fault" }],
    [502, "Bad Gateway", { kind: "fault" }],
    [503, "Unavailable", { kind: "fault" }],
    [200, "A POST that became a GET", { kind: "fault" }],
    [202, "Accepted", { kind: "fault" }],
  ])("tells %i %s", async (status, message, failure) => {
    expectRequests().post("/repos/octocat/shop/issues/812/comments").reply(status, { message });
    const { gitHub, held } = openGitHub();
    const caught = await catchFailure(gitHub.createComment(PULL_REQUEST, "Hello"));
    expect(caught).toMatchObject(failure);
    expect("message" in caught ? caught.message : "").toBe(
      `POST /repos/{owner}/{repo}/issues/{issue_number}/comments: ${status} ${message}`,
    );
    expect(held).toEqual([]);
  });

  it("tells what GitHub refused, field by field", async () => {
    expectRequests()
      .patch("/repos/octocat/shop/issues/comments/5")
      .reply(422, {
        message: "Validation Failed",
        errors: [{ resource: "IssueComment", field: "body", code: "too_long" }, null, "odd"],
      });
    const failure = await catchFailure(openGitHub().gitHub.updateComment(REPOSITORY, 5, "Hello"));
    expect(failure).toMatchObject({
      message: expect.stringMatching(/Validation Failed \(IssueComment body too_long\)$/),
    });
  });

  it("takes a broken connection for a fault", async () => {
    expectRequests()
      .get(PULL)
      .replyWithError(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
    const { gitHub, requests } = openGitHub();
    expect(await catchFailure(gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({ kind: "fault" });
    expect(requests.at(-1)).toEqual({
      method: "GET",
      route: "/repos/{owner}/{repo}/pulls/{pull_number}",
      ms: 0,
      installationId: 900,
    });
  });

  it.each([
    ["cut JSON", '{"number": 8', "application/json"],
    ["a page of a proxy", "<html>", "text/html"],
    ["nothing", "", "application/json"],
    ["a number", "7", "application/json"],
  ])("takes %s for a fault", async (_what, body, type) => {
    expectRequests().get(PULL).reply(200, body, { "content-type": type });
    expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "fault",
      message: expect.stringMatching(
        /^GET \/repos\/\{owner\}\/\{repo\}\/pulls\/\{pull_number\}: unexpected answer: /,
      ),
    });
  });

  it("gives up on an answer that does not come", async () => {
    const { gitHub } = openGitHub({ timeoutMs: 20, fetch: hangOn("/pulls/") });
    expectToken();
    expect(await catchFailure(gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "fault",
      message: expect.stringContaining("timeout"),
    });
  });

  it("gives up on a token that does not come, and asks anew", async () => {
    let isHanging = true;
    const hang = hangOn("/access_tokens");
    const { gitHub } = openGitHub({
      timeoutMs: 500,
      fetch: (input, init) => (isHanging ? hang(input, init) : fetch(input, init)),
    });
    expect(await catchFailure(gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({ kind: "fault" });
    isHanging = false;
    expectRequests().get(PULL).reply(200, pullRequestJson());
    expect(await gitHub.readPullRequest(PULL_REQUEST)).toMatchObject({ number: 812 });
  });
});

describe("limits", () => {
  it.each([
    ["retry-after", 403, { "retry-after": "120" }, "secondary", NOW_MS + 120_000],
    ["retry-after on 429", 429, { "retry-after": "5" }, "secondary", NOW_MS + 5000],
    [
      "an exhausted limit",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${RESET_S}` },
      "primary",
      NOW_MS + 600_000,
    ],
    ["words alone", 403, {}, "secondary", NOW_MS + 60_000],
    ["429 alone", 429, {}, "secondary", NOW_MS + 60_000],
  ] as const)("lays the installation down on %s", async (...[, status, headers, why, untilMs]) => {
    expectRequests()
      .get(PULL)
      .reply(status, { message: "You have exceeded a secondary rate limit" }, headers);
    const { gitHub, held } = openGitHub();
    const failure = await catchFailure(gitHub.readPullRequest(PULL_REQUEST));
    expect(failure).toEqual({ kind: "limited", why, untilMs });
    expect(held).toEqual([untilMs]);
  });

  it("holds the installation where the token itself is limited", async () => {
    nock(API)
      .post("/app/installations/900/access_tokens")
      .reply(403, { message: "x" }, { "retry-after": "30" });
    const { gitHub, held } = openGitHub();
    expect(await catchFailure(gitHub.readRepository(42))).toMatchObject({ kind: "limited" });
    expect(held).toEqual([NOW_MS + 30_000]);
  });

  it("holds the installation after the last request of the hour, which counts", async () => {
    expectRequests()
      .get(PULL)
      .reply(200, pullRequestJson(), {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": `${RESET_S}`,
      });
    const { gitHub, held } = openGitHub();
    expect(await gitHub.readPullRequest(PULL_REQUEST)).toMatchObject({ number: 812 });
    expect(held).toEqual([NOW_MS + 600_000]);
  });

  it("sends nothing where the budget is spent, not even for a token", async () => {
    const { gitHub, requests } = openGitHub({ full: NOW_MS + 7000 });
    expect(await catchFailure(gitHub.createComment(PULL_REQUEST, "Hello"))).toEqual({
      kind: "limited",
      untilMs: NOW_MS + 7000,
      why: "budget",
    });
    expect(requests).toEqual([]);
  });

  it("asks the gate before each request, with what it spends", async () => {
    expectRequests()
      .get(PULL)
      .reply(200, pullRequestJson())
      .post("/repos/octocat/shop/issues/812/comments")
      .reply(201, { id: 1 })
      .patch("/repos/octocat/shop/issues/comments/1")
      .reply(200, {})
      .post("/repos/octocat/shop/issues/comments/1/reactions")
      .reply(201, {})
      .post("/repos/octocat/shop/check-runs")
      .reply(201, { id: 9 });
    const { gitHub, taken } = openGitHub();
    await gitHub.readPullRequest(PULL_REQUEST);
    await gitHub.createComment(PULL_REQUEST, "Hello");
    await gitHub.updateComment(REPOSITORY, 1, "Hello again");
    await gitHub.addReaction(REPOSITORY, 1, "+1");
    await gitHub.createCheckRun(REPOSITORY, {
      name: "throughline",
      headSha: "abc",
      externalId: "pull-request:812",
      output: { conclusion: "neutral", title: "t", summary: "s", text: "", actions: [], annotations: [] },
    });
    expect(taken).toEqual(["read", "content", "content", "write", "check"]);
  });

  it("tolerates that there are no limit headers at all", async () => {
    expectRequests().get(PULL).reply(200, pullRequestJson());
    const { gitHub, held } = openGitHub();
    await gitHub.readPullRequest(PULL_REQUEST);
    expect(held).toEqual([]);
  });
});

describe("sending", () => {
  it("has at most 20 requests under way", async () => {
    let running = 0;
    let most = 0;
    const { gitHub } = openGitHub({
      fetch: async (input) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((next) => setImmediate(next));
        running -= 1;
        return `${input}`.endsWith("access_tokens")
          ? Response.json(
              { token: "t", expires_at: new Date(NOW_MS + 3_600_000).toISOString() },
              { status: 201 },
            )
          : Response.json(pullRequestJson());
      },
    });
    await Promise.all(Array.from({ length: 200 }, () => gitHub.readPullRequest(PULL_REQUEST)));
    expect(most).toBe(20);
    expect(running).toBe(0);
  });

  it("logs one line a request, without token, body or address", async () => {
    expectRequests().post("/repos/octocat/shop/issues/812/comments").reply(201, { id: 1 });
    const { gitHub, logged } = openGitHub();
    await gitHub.createComment(PULL_REQUEST, "a body");
    expect(logged).toEqual([
      'GitHub request {"method":"POST","route":"/app/installations/{installation_id}/access_tokens","status":201,"ms":0,"installationId":900}',
      'GitHub request {"method":"POST","route":"/repos/{owner}/{repo}/issues/{issue_number}/comments","status":201,"ms":0,"installationId":900}',
    ]);
  });

  it("keeps a token out of what it throws", async () => {
    const { gitHub } = openGitHub({
      fetch: async () =>
        Promise.reject(new TypeError("bad header: token ghs_16C7e42F292c6912E7710c838347Ae178B4a")),
    });
    const error = await gitHub.readRepository(42).catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(
      "POST /app/installations/{installation_id}/access_tokens: no answer: bad header: [hidden]",
    );
  });

  it("reaches an Enterprise Server for tokens, REST and GraphQL", async () => {
    const base = "https://ghe.example.com";
    expectToken("ghs_first", base);
    nock(base).get(`/api/v3${PULL}`).reply(200, pullRequestJson());
    nock(base)
      .post("/api/graphql")
      .reply(200, {
        data: {
          repository: { pullRequests: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
        },
      });
    const { gitHub } = openGitHub({ baseUrl: `${base}/api/v3/` });
    expect(await gitHub.readPullRequest(PULL_REQUEST)).toMatchObject({ number: 812 });
    expect(await collect(gitHub.listOpenPullRequests({ ...REPOSITORY, id: 42 }))).toEqual([[]]);
  });
});

/** Never answers where the address holds the part, until it is called off. */
function hangOn(part: string): typeof fetch {
  return (input, init) =>
    `${input}`.includes(part)
      ? new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        })
      : fetch(input, init);
}

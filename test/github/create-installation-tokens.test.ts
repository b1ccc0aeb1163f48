import { verify } from "node:crypto";
import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  API,
  catchFailure,
  expectToken,
  keys,
  NOW_MS,
  openGitHub,
  PULL_REQUEST,
  pullRequestJson,
  watchRequests,
} from "./git-hub-fixture.ts";

const PULL = "/repos/octocat/shop/pulls/812";
const TOKENS = "/app/installations/900/access_tokens";

watchRequests();

function expectPull(token: string, status = 200): void {
  nock(API, { reqheaders: { authorization: `token ${token}` } })
    .get(PULL)
    .reply(status, status === 200 ? pullRequestJson() : { message: "Bad credentials" });
}

describe("installation tokens", () => {
  it("asks once for work that starts at once, and keeps the token", async () => {
    expectToken();
    nock(API).get(PULL).times(6).reply(200, pullRequestJson());
    const { app } = openGitHub();
    await Promise.all([1, 2, 3, 4, 5].map(() => app.forInstallation(900).readPullRequest(PULL_REQUEST)));
    await app.forInstallation(900).readPullRequest(PULL_REQUEST);
  });

  it("asks anew a minute before the hour is over", async () => {
    let nowMs = NOW_MS;
    const { gitHub } = openGitHub({ now: () => nowMs });
    expectToken("ghs_first");
    expectPull("ghs_first");
    await gitHub.readPullRequest(PULL_REQUEST);
    nowMs += 58 * 60_000;
    expectPull("ghs_first");
    await gitHub.readPullRequest(PULL_REQUEST);
    nowMs += 60_000;
    nock(API).post(TOKENS).reply(201, { token: "ghs_second", expires_at: "2026-03-31T11:00:00Z" });
    expectPull("ghs_second");
    await gitHub.readPullRequest(PULL_REQUEST);
  });

  it("keeps a token by GitHub's time where our clock is hours ahead", async () => {
    const { gitHub } = openGitHub({ now: () => NOW_MS + 5 * 3_600_000 });
    nock(API)
      .post(TOKENS)
      .reply(
        201,
        { token: "ghs_first", expires_at: new Date(NOW_MS + 3_600_000).toISOString() },
        { date: new Date(NOW_MS).toUTCString() },
      );
    expectPull("ghs_first");
    expectPull("ghs_first");
    await gitHub.readPullRequest(PULL_REQUEST);
    await gitHub.readPullRequest(PULL_REQUEST);
  });

  it("renews a refused token once", async () => {
    expectToken("ghs_first");
    expectPull("ghs_first", 401);
    expectToken("ghs_second");
    expectPull("ghs_second");
    expect(await openGitHub().gitHub.readPullRequest(PULL_REQUEST)).toMatchObject({ number: 812 });
  });

  it("renews once for all that were refused", async () => {
    expectToken("ghs_first");
    for (const _ of [1, 2, 3]) expectPull("ghs_first", 401);
    expectToken("ghs_second");
    for (const _ of [1, 2, 3]) expectPull("ghs_second");
    const { gitHub } = openGitHub();
    await Promise.all([1, 2, 3].map(() => gitHub.readPullRequest(PULL_REQUEST)));
  });

  it("gives up where the new token is refused too", async () => {
    expectToken("ghs_first");
    expectPull("ghs_first", 401);
    expectToken("ghs_second");
    expectPull("ghs_second", 401);
    expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "unauthorized",
    });
  });

  it.each([
    [404, "Not Found"],
    [403, "This installation has been suspended"],
  ])(
    "takes %i for a token as an installation that is gone, not as an absent pull request",
    async (status, message) => {
      nock(API).post(TOKENS).reply(status, { message });
      expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
        kind: "gone",
        status,
      });
    },
  );

  it("asks again after a failure", async () => {
    nock(API).post(TOKENS).reply(502, "");
    const { gitHub } = openGitHub();
    expect(await catchFailure(gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({ kind: "fault" });
    expectToken();
    expectPull("ghs_first");
    expect(await gitHub.readPullRequest(PULL_REQUEST)).toMatchObject({ number: 812 });
  });

  it.each([
    { token: null, expires_at: "2026-03-31T11:00:00Z" },
    { token: "ghs_first", expires_at: "soon" },
    null,
  ])("takes %j for a fault", async (answer) => {
    nock(API).post(TOKENS).reply(201, JSON.stringify(answer), { "content-type": "application/json" });
    expect(await catchFailure(openGitHub().gitHub.readRepository(42))).toMatchObject({ kind: "fault" });
  });
});

describe("app tokens", () => {
  it("are signed, short-lived and issued in the past", async () => {
    const seen: string[] = [];
    const note = (header: string | null): boolean => seen.push(`${header}`) > 0;
    nock(API, { reqheaders: { authorization: note } })
      .get("/app")
      .reply(200, { id: 77, slug: "throughline" });
    expect(await openGitHub().app.readApp()).toEqual({
      id: 77,
      slug: "throughline",
      permissions: {},
      events: [],
    });
    const [head = "", claims = "", signature = ""] = (seen[0] ?? "").replace("bearer ", "").split(".");
    expect(
      verify(
        "RSA-SHA256",
        Buffer.from(`${head}.${claims}`),
        keys.publicKey,
        Buffer.from(signature, "base64url"),
      ),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toEqual({
      iat: NOW_MS / 1000 - 60,
      exp: NOW_MS / 1000 + 540,
      iss: "77",
    });
  });

  it("follow GitHub's clock once it refused ours", async () => {
    const issued: number[] = [];
    const note = (header: string | null): boolean => {
      issued.push(JSON.parse(Buffer.from(`${header}`.split(".")[1] ?? "", "base64url").toString()).iat);
      return true;
    };
    const gitHubMs = NOW_MS + 7_200_000;
    nock(API, { reqheaders: { authorization: note } })
      .get("/app")
      .reply(
        401,
        { message: "'Expiration time' claim ('exp') is too far in the past" },
        { date: new Date(gitHubMs).toUTCString() },
      )
      .get("/app")
      .reply(200, { id: 77, slug: "throughline" });
    await openGitHub().app.readApp();
    expect(new Set(issued)).toEqual(new Set([NOW_MS / 1000 - 60, gitHubMs / 1000 - 60]));
  });

  it("are refused in the end where the key is another app's", async () => {
    nock(API).get("/app").twice().reply(401, { message: "A JSON web token could not be decoded" });
    expect(await catchFailure(openGitHub().app.readApp())).toMatchObject({ kind: "unauthorized" });
  });

  it("need a key that can be read", () => {
    expect(() => openGitHub({ privateKey: "development" })).toThrow(/private key can't be read/);
  });
});

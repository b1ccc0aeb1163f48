import { describe, expect, it } from "vitest";
import { connect, readStatus, SHOP, startWorld } from "./start-world.ts";

async function startWarm(options = {}) {
  const world = await startWorld(options);
  await world.octokit.rest.repos.get(SHOP);
  return { ...world, read: () => world.octokit.rest.repos.get(SHOP) };
}

describe("faults", () => {
  it("fails a route once and then goes on", async () => {
    const { gitHub, read } = await startWarm();
    gitHub.faults.add({ what: { kind: "status", status: 500 }, route: "GET /repos/:owner/:repo", times: 1 });
    expect(await readStatus(read())).toMatchObject({ status: 500 });
    expect((await read()).status).toBe(200);
  });

  it("fails the same share of requests for the same seed", async () => {
    const play = async () => {
      const { gitHub, read } = await startWarm({ seed: 5 });
      gitHub.faults.add({ what: { kind: "status", status: 502 }, share: 0.5 });
      const statuses: number[] = [];
      for (let index = 0; index < 30; index += 1)
        statuses.push(
          await read().then(
            () => 200,
            ({ status }) => status,
          ),
        );
      return statuses;
    };
    const first = await play();
    expect(new Set(first)).toEqual(new Set([200, 502]));
    expect(await play()).toEqual(first);
  });

  it("cuts the connection before the work or after it, when the answer is lost but the write stands", async () => {
    const { gitHub, octokit } = await startWarm();
    const { number } = gitHub.driver.openIssue({ repository: "acme/shop", by: "ada", title: "One" });
    const list = () => gitHub.driver.listComments({ repository: "acme/shop", number });
    const write = () => octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body: "x" });
    const undo = gitHub.faults.add({ what: { kind: "reset", when: "before" } });
    await expect(write()).rejects.toThrow();
    expect(list()).toHaveLength(0);
    undo();
    gitHub.faults.add({ what: { kind: "reset", when: "after" }, times: 1 });
    await expect(write()).rejects.toThrow();
    expect(list()).toHaveLength(1);
    expect(gitHub.requests().at(-1)).toMatchObject({ status: undefined, method: "POST" });
  });

  it("never answers a hung request, and closing ends it", async () => {
    const { gitHub, octokit } = await startWarm();
    gitHub.faults.add({ what: { kind: "hang" } });
    const impatient = new AbortController();
    const { signal } = impatient;
    const cut = expect(octokit.rest.repos.get({ ...SHOP, request: { signal } })).rejects.toThrow();
    await expect.poll(() => gitHub.requests().length).toBe(3);
    impatient.abort();
    await cut;
    const hung = expect(octokit.rest.repos.get(SHOP)).rejects.toThrow();
    await expect.poll(() => gitHub.requests().length).toBe(4);
    await gitHub.close();
    await hung;
  });

  it("answers with what is no JSON", async () => {
    const { gitHub, octokit } = await startWarm();
    gitHub.faults.add({ what: { kind: "not-json" } });
    expect((await octokit.rest.repos.get(SHOP)).data).toContain("Unicorn");
  });

  it("lets reads lag behind the state, but not rights and not writes", async () => {
    const { gitHub, octokit, clock } = await startWarm();
    gitHub.faults.setReadLag(10_000);
    const { number } = gitHub.driver.openPullRequest({ repository: "acme/shop", by: "ada", title: "Old" });
    const read = async () => (await octokit.rest.pulls.get({ ...SHOP, pull_number: number })).data.title;
    clock.nowMs += 9000;
    expect(await readStatus(read())).toMatchObject({ status: 404 });
    expect(
      (await octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body: "x" })).status,
    ).toBe(201);
    clock.nowMs += 1000;
    gitHub.driver.editPullRequest({ repository: "acme/shop", number, by: "ada", title: "New" });
    expect(await read()).toBe("Old");
    clock.nowMs += 10_000;
    expect(await read()).toBe("New");
    gitHub.driver.setRole({ repository: "acme/shop", login: "ada", role: "none" });
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username: "ada" });
    expect(data.permission).toBe("none");
  });
});

describe("limits", () => {
  it("counts the hour's requests, refuses when they are spent and begins again", async () => {
    const { gitHub, read, clock, installationId } = await startWarm({ rateLimit: { perHour: 3 } });
    const { headers } = await read();
    expect(headers).toMatchObject({
      "x-ratelimit-limit": "3",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-resource": "core",
      "x-ratelimit-reset": `${(clock.nowMs + 3_600_000) / 1000}`,
    });
    await read();
    const spent = await readStatus(read());
    expect(spent.status).toBe(403);
    expect(spent.message).toContain("API rate limit exceeded");
    clock.nowMs += 3_600_000;
    // The token ended with the hour.
    const { status, headers: fresh } = await connect(gitHub, installationId).rest.repos.get(SHOP);
    expect([status, fresh["x-ratelimit-remaining"]]).toEqual([200, "2"]);
    expect(gitHub.violations()).toEqual([]);
  });

  it("tells in the body of a 200 that GraphQL's own points are spent", async () => {
    const { octokit } = await startWarm({ rateLimit: { perHour: 1 } });
    const ask = () => octokit.graphql("query OpenPullRequests { x }", { owner: "acme", name: "shop" });
    await ask();
    await expect(ask()).rejects.toThrow("API rate limit exceeded");
  });

  it("has no limits and no headers where they are off", async () => {
    const { read } = await startWarm({ rateLimit: "off" });
    expect(Object.keys((await read()).headers).filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
  });

  it.each([[30], [undefined]])(
    "notes requests inside the wait of a secondary limit (retry-after %s)",
    async (retryAfterS) => {
      const { gitHub, read, clock, installationId } = await startWarm();
      const what = {
        kind: "secondary-limit",
        status: 403,
        ...(retryAfterS === undefined ? {} : { retryAfterS }),
      } as const;
      gitHub.faults.add({ what, installationId, times: 1 });
      expect((await readStatus(read())).message).toContain("secondary rate limit");
      const waitMs = (retryAfterS ?? 60) * 1000;
      clock.nowMs += waitMs - 1;
      await read();
      expect(gitHub.violations()).toMatchObject([
        { limit: "retry-after", installationId, atMs: clock.nowMs },
      ]);
      clock.nowMs += 1;
      await read();
      expect(gitHub.violations()).toHaveLength(1);
    },
  );

  it("notes what is over the budget of writes, and only that", async () => {
    const { gitHub, octokit, clock } = await startWarm();
    const { number } = gitHub.driver.openIssue({ repository: "acme/shop", by: "ada", title: "One" });
    const write = () => octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body: "x" });
    for (let index = 0; index < 80; index += 1) await write();
    expect(gitHub.violations()).toEqual([]);
    clock.nowMs += 60_000;
    for (let index = 0; index < 81; index += 1) await write();
    expect(gitHub.violations().map(({ limit }) => limit)).toEqual(["content-per-minute"]);
  });

  it("logs each request without secrets", async () => {
    const { gitHub, octokit, installationId } = await startWarm();
    gitHub.clearRequests();
    await octokit.request("GET /repos/acme/shop?access_token=abc&page=1");
    expect(gitHub.requests({ installationId })).toMatchObject([
      {
        method: "GET",
        path: "/api/v3/repos/acme/shop?access_token=REDACTED&page=1",
        route: "GET /repos/:owner/:repo",
        status: 200,
        installationId,
      },
    ]);
    expect(gitHub.requests()[0]?.responseBytes).toBeGreaterThan(500);
  });
});

import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { connect, hold, QUIET, readStatus, SHOP, startWorld } from "./start-world.ts";

describe("tokens", () => {
  it("gives an installation token to the app that signs with its key, and one token serves many requests", async () => {
    const { gitHub, octokit } = await startWorld();
    const { data } = await octokit.rest.repos.get(SHOP);
    await octokit.rest.repos.get(SHOP);
    expect(data.full_name).toBe("acme/shop");
    expect(data.private).toBe(true);
    expect(gitHub.countByRoute()).toEqual(
      new Map([
        ["GET /repos/:owner/:repo", 2],
        ["POST /app/installations/:installation/access_tokens", 1],
      ]),
    );
  });

  it("refuses a token that another key signed", async () => {
    const { gitHub, installationId } = await startWorld();
    const [header, claims] = ["eyJhbGciOiJSUzI1NiJ9", Buffer.from(`{"iss":4711}`).toString("base64url")];
    const octokit = new Octokit({ baseUrl: gitHub.url, auth: `${header}.${claims}.AAAA`, log: QUIET });
    const failed = await readStatus(
      octokit.rest.apps.createInstallationAccessToken({ installation_id: installationId }),
    );
    expect(failed.status).toBe(401);
    expect(failed.message).toContain("could not be decoded");
  });

  it("checks the times of the app's token against its own clock, in words that octokit takes for a skewed clock", async () => {
    const { gitHub } = await startWorld({ tokenTimes: "checked" });
    // The clock of the fake stands in the past of the machine: octokit reads the date and signs again.
    const { data } = await connect(gitHub, undefined).rest.apps.getAuthenticated();
    expect(data?.slug).toBe("throughline");
    expect(gitHub.requests().map(({ status }) => status)).toEqual([401, 200]);
  });

  it("ends tokens after an hour of its clock, and at once when told to", async () => {
    const { gitHub, appOctokit, clock, installationId } = await startWorld();
    const { data } = await appOctokit.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
    });
    expect(data.expires_at).toBe("2026-01-05T11:00:00Z");
    const held = new Octokit({ baseUrl: gitHub.url, auth: data.token, log: QUIET });
    clock.nowMs += 3_599_000;
    expect((await held.rest.repos.get(SHOP)).status).toBe(200);
    clock.nowMs += 1000;
    expect(await readStatus(held.rest.repos.get(SHOP))).toMatchObject({ status: 401 });
    const again = await hold(appOctokit, installationId, gitHub.url);
    expect((await again.rest.repos.get(SHOP)).status).toBe(200);
    gitHub.expireTokens(installationId);
    expect(await readStatus(again.rest.repos.get(SHOP))).toMatchObject({ status: 401 });
  });

  it("narrows a token to permissions and repositories", async () => {
    const { gitHub, appOctokit, installationId } = await startWorld();
    const { data } = await appOctokit.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
      permissions: { contents: "read" },
      repositories: ["shop"],
    });
    expect(data.repositories?.map(({ name }) => name)).toEqual(["shop"]);
    const narrow = new Octokit({ baseUrl: gitHub.url, auth: data.token, log: QUIET });
    const failed = await readStatus(
      narrow.rest.issues.createComment({ ...SHOP, issue_number: 1, body: "x" }),
    );
    expect(failed).toMatchObject({ status: 403 });
    expect(failed.message).toContain("Resource not accessible by integration");
  });

  it("tells an installation that is suspended or gone", async () => {
    const { gitHub, appOctokit, installationId } = await startWorld();
    const octokit = await hold(appOctokit, installationId, gitHub.url);
    gitHub.driver.suspend(installationId);
    const suspended = await readStatus(octokit.rest.repos.get(SHOP));
    expect(suspended).toMatchObject({ status: 403 });
    expect(suspended.message).toContain("This installation has been suspended");
    gitHub.driver.unsuspend(installationId);
    expect((await octokit.rest.repos.get(SHOP)).status).toBe(200);
    gitHub.driver.uninstall(installationId);
    expect(await readStatus(octokit.rest.repos.get(SHOP))).toMatchObject({ status: 401 });
    expect(await readStatus(connect(gitHub, installationId).rest.repos.get(SHOP))).toMatchObject({
      status: 404,
    });
  });
});

describe("what is seen", () => {
  it("shows the app itself and its installations", async () => {
    const { appOctokit, installationId } = await startWorld();
    expect((await appOctokit.rest.apps.getAuthenticated()).data?.events).toContain("pull_request");
    const { data } = await appOctokit.rest.apps.listInstallations();
    expect(data.map(({ id }) => id)).toEqual([installationId]);
    expect(
      (await appOctokit.rest.apps.getInstallation({ installation_id: installationId })).data.target_type,
    ).toBe("Organization");
  });

  it("hides repositories that the installation does not hold", async () => {
    const { gitHub, octokit, installationId } = await startWorld();
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation();
    expect(data.repositories.map(({ name }) => name)).toEqual(["shop"]);
    expect(await readStatus(octokit.rest.repos.get({ owner: "acme", repo: "docs" }))).toMatchObject({
      status: 404,
    });
    gitHub.driver.addToInstallation(installationId, "acme/docs");
    expect((await octokit.rest.repos.get({ owner: "acme", repo: "docs" })).data.visibility).toBe("public");
  });

  it("answers what an unpermitted installation asks with 403", async () => {
    const { gitHub } = await startWorld();
    gitHub.driver.addOrganisation("beta");
    gitHub.driver.addRepository({ owner: "beta", name: "api", files: { a: "b" } });
    const { id } = gitHub.driver.install({
      account: "beta",
      permissions: { metadata: "read", checks: "read" },
    });
    const octokit = connect(gitHub, id);
    const api = { owner: "beta", repo: "api" };
    expect(await readStatus(octokit.rest.pulls.list(api))).toMatchObject({ status: 403 });
    expect(await readStatus(octokit.rest.checks.create({ ...api, name: "x", head_sha: "y" }))).toMatchObject({
      status: 403,
    });
  });

  it("redirects reads of what moved with 301 and writes with 307, to the address by id", async () => {
    const { gitHub, octokit } = await startWorld();
    const { number } = gitHub.driver.openPullRequest({ repository: "acme/shop", title: "One", by: "ada" });
    const { id } = gitHub.driver.renameRepository({ repository: "acme/shop", name: "store", by: "ada" });
    const { data } = await octokit.rest.pulls.get({ ...SHOP, pull_number: number });
    expect(data.base.repo.full_name).toBe("acme/store");
    const { status } = await octokit.rest.issues.createComment({
      ...SHOP,
      issue_number: number,
      body: "moved",
    });
    expect(status).toBe(201);
    expect(gitHub.driver.listComments({ repository: id, number }).map(({ body }) => body)).toEqual(["moved"]);
    expect(gitHub.requests().map(({ status: each }) => each)).toEqual([201, 301, 200, 307, 201]);
    // The old name given to another repository finds that one.
    gitHub.driver.addRepository({ owner: "acme", name: "shop" });
    expect(await readStatus(octokit.rest.repos.get(SHOP))).toMatchObject({ status: 404 });
  });

  it("asks for rights: unknown people 404, strangers none, roles in old words and new", async () => {
    const { gitHub, octokit } = await startWorld();
    gitHub.driver.setRole({ repository: "acme/shop", login: "mia", role: "maintain" });
    gitHub.driver.ensureUser("eve");
    const read = async (username: string) => {
      const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username });
      return [data.permission, data.role_name];
    };
    expect(await read("ADA")).toEqual(["write", "write"]);
    expect(await read("mia")).toEqual(["write", "maintain"]);
    expect(await read("eve")).toEqual(["none", "none"]);
    gitHub.driver.makePublic("acme/shop", "ada");
    expect(await read("eve")).toEqual(["read", "read"]);
    expect(await readStatus(read("nobody"))).toMatchObject({ status: 404 });
  });

  it("answers what it does not know with 501 and remembers it", async () => {
    const { gitHub, octokit } = await startWorld();
    expect(await readStatus(octokit.request("GET /repos/acme/shop/milestones"))).toMatchObject({
      status: 501,
    });
    expect(await readStatus(octokit.graphql("query Viewer { viewer { login } }"))).toMatchObject({
      status: 501,
    });
    expect(gitHub.unknownRoutes()).toEqual(["GET /repos/acme/shop/milestones", "POST /graphql Viewer"]);
  });
});

import { describe, expect, it } from "vitest";
import { catchFailure, expectRequests, openGitHub, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

const ADDRESS = "/repos/octocat/shop/collaborators/hubot/permission";

watchRequests();

describe("readPermission", () => {
  it.each([
    ["admin", "admin"],
    ["write", "write"],
    ["read", "read"],
    ["none", "none"],
    ["owner-of-everything", "none"],
    [null, "none"],
  ])("takes %j for %s", async (permission, expected) => {
    expectRequests().get(ADDRESS).reply(200, { permission, role_name: "maintain" });
    expect(await openGitHub().gitHub.readPermission(REPOSITORY, "hubot")).toBe(expected);
  });

  it.each([
    ["triage", "triage"],
    ["reader-of-docs", "read"],
  ])("takes the role %j for %s where it may read", async (role, expected) => {
    expectRequests().get(ADDRESS).reply(200, { permission: "read", role_name: role });
    expect(await openGitHub().gitHub.readPermission(REPOSITORY, "hubot")).toBe(expected);
  });

  it("is none for nobody", async () => {
    expectRequests().get(ADDRESS).reply(404, { message: "hubot is not a user" });
    expect(await openGitHub().gitHub.readPermission(REPOSITORY, "hubot")).toBe("none");
  });

  it("throws rather than to guess", async () => {
    expectRequests().get(ADDRESS).reply(500);
    expect(await catchFailure(openGitHub().gitHub.readPermission(REPOSITORY, "hubot"))).toMatchObject({
      kind: "fault",
    });
  });

  it("can't be led elsewhere by a login", async () => {
    expectRequests().get("/repos/octocat/shop/collaborators/..%2F..%2Fx%3F/permission").reply(404, {});
    expect(await openGitHub().gitHub.readPermission(REPOSITORY, "../../x?")).toBe("none");
  });
});

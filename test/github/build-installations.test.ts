import nock from "nock";
import { describe, expect, it } from "vitest";
import { API, collect, openGitHub, watchRequests } from "./git-hub-fixture.ts";

const ANSWER = {
  id: 900,
  account: { id: 1, login: "octo-org", type: "Organization" },
  permissions: { checks: "write" },
  events: ["push"],
  suspended_at: null,
};
const INSTALLATION = {
  id: 900,
  accountId: 1,
  accountLogin: "octo-org",
  accountType: "Organization",
  isSuspended: false,
};

watchRequests();

describe("readInstallation", () => {
  it.each([
    ["an organisation's", {}, INSTALLATION],
    ["a suspended one", { suspended_at: "2026-03-31T08:00:00Z" }, { ...INSTALLATION, isSuspended: true }],
    [
      "a person's",
      { account: { id: 2, login: "hubot", type: "User" } },
      { ...INSTALLATION, accountId: 2, accountLogin: "hubot", accountType: "User" },
    ],
    [
      "an enterprise's",
      { account: { id: 3, slug: "octo-corp" }, target_type: "Enterprise" },
      { ...INSTALLATION, accountId: 3, accountLogin: "octo-corp" },
    ],
  ])("reads %s", async (_what, changes, installation) => {
    nock(API)
      .get("/app/installations/900")
      .reply(200, { ...ANSWER, ...changes });
    expect(await openGitHub().app.readInstallation(900)).toEqual(installation);
  });

  it("is undefined where there is none", async () => {
    nock(API).get("/app/installations/900").reply(404, {});
    expect(await openGitHub().app.readInstallation(900)).toBeUndefined();
  });
});

describe("listInstallations", () => {
  it("tells what each has granted", async () => {
    nock(API)
      .get("/app/installations")
      .query({ per_page: 100, page: 1 })
      .reply(200, [ANSWER, { ...ANSWER, id: 901, permissions: null, events: null }]);
    expect(await collect(openGitHub().app.listInstallations())).toEqual([
      [
        { ...INSTALLATION, permissions: { checks: "write" }, events: ["push"] },
        { ...INSTALLATION, id: 901, permissions: {}, events: [] },
      ],
    ]);
  });
});

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
      {
        rows: [
          { ...INSTALLATION, permissions: { checks: "write" }, events: ["push"] },
          { ...INSTALLATION, id: 901, permissions: {}, events: [] },
        ],
        unreadable: [],
      },
    ]);
  });

  it("leaves out rows that can't be read, with what is known of them", async () => {
    const rows = [
      { ...ANSWER, id: 901, account: null },
      { ...ANSWER, id: undefined },
      null,
      { ...ANSWER, account: { ...ANSWER.account, id: "7" } },
      ANSWER,
    ];
    // As text: in what nock would write the last id would be rounded.
    const wide = JSON.stringify({ ...ANSWER, id: 123456 }).replace("123456", "9007199254740993");
    const text = `[${rows.map((row) => JSON.stringify(row)).join()},${wide}]`;
    nock(API)
      .get("/app/installations")
      .query({ per_page: 100, page: 1 })
      .reply(200, text, { "content-type": "application/json" });
    const [page] = await collect(openGitHub().app.listInstallations());
    expect(page?.rows.map(({ id }) => id)).toEqual([900]);
    expect(page?.unreadable).toEqual([
      { id: 901, why: "account: Invalid input: expected object, received null" },
      { why: "id: Invalid input: expected number, received undefined" },
      { why: "the answer: Invalid input: expected object, received null" },
      { id: 900, why: "account.id: Invalid input: expected number, received string" },
      { why: "id: expected a whole number below 2^53, which is all that this version can hold" },
    ]);
  });
});

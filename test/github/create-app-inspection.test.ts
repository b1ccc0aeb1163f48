import nock from "nock";
import { describe, expect, it } from "vitest";
import { createAppInspection } from "../../src/github/create-app-inspection.ts";
import { API, APP_ID, expectRequests, keys, NOW_MS, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

watchRequests();

const open = () =>
  createAppInspection({
    appId: APP_ID,
    privateKey: keys.privateKey,
    baseUrl: API,
    now: () => NOW_MS,
    gate: { take: async () => undefined, hold: async () => undefined },
    log: { debug: () => undefined, warn: () => undefined },
  });
const openRepository = () => {
  expectRequests();
  return open().forInstallation(900);
};

describe("readApp", () => {
  it("tells what the app is, and how far GitHub's clock is ahead", async () => {
    const headers = { date: new Date(NOW_MS + 42_000).toUTCString() };
    nock(API)
      .get("/app")
      .reply(200, { id: 77, slug: "throughline", permissions: null, events: ["push"] }, headers);
    const inspection = open();
    expect(inspection.findClockLead()).toBeUndefined();
    expect(await inspection.readApp()).toEqual({
      kind: "accepted",
      app: { id: 77, slug: "throughline", permissions: {}, events: ["push"] },
    });
    expect(inspection.findClockLead()).toBe(42_000);
  });

  it("tells a key that is refused twice from an app that is not there", async () => {
    nock(API).get("/app").twice().reply(401, { message: "A JSON web token could not be decoded" });
    expect(await open().readApp()).toEqual({ kind: "wrong-key" });
    nock(API).get("/app").reply(404, { message: "Integration not found" });
    expect(await open().readApp()).toEqual({ kind: "unknown-app" });
  });
});

describe("the webhook", () => {
  it.each([
    [
      {
        url: "https://t.example.com/api/github/webhooks",
        content_type: "json",
        insecure_ssl: "0",
        secret: "********",
      },
      {
        url: "https://t.example.com/api/github/webhooks",
        contentType: "json",
        isVerified: true,
        hasSecret: true,
      },
    ],
    [
      { url: "", content_type: "form", insecure_ssl: 1, secret: null },
      { contentType: "form", isVerified: false, hasSecret: false },
    ],
  ])("as GitHub has it: %o", async (config, hook) => {
    nock(API).get("/app/hook/config").reply(200, config);
    expect(await open().readHook()).toEqual(hook);
  });

  it("is not there where GitHub answers 404", async () => {
    nock(API).get("/app/hook/config").reply(404, {});
    expect(await open().readHook()).toEqual({ contentType: "form", isVerified: true, hasSecret: false });
  });

  it("has a log of its last deliveries", async () => {
    const line = {
      id: 5,
      guid: "g",
      delivered_at: "2026-03-31T08:00:00Z",
      event: "push",
      status: "OK",
      status_code: 202,
    };
    nock(API)
      .get("/app/hook/deliveries")
      .query({ per_page: 100 })
      .reply(
        200,
        // As GitHub writes it: an id that no number holds.
        JSON.stringify([line, { ...line, id: 4, status: null, status_code: null }, null]).replace(
          '"id":5',
          '"id":3804004623172239366',
        ),
        { "content-type": "application/json" },
      );
    const delivery = {
      id: "3804004623172239366",
      guid: "g",
      deliveredAtMs: NOW_MS - 3_600_000,
      event: "push",
      status: "OK",
      statusCode: 202,
    };
    expect(await open().listDeliveries()).toEqual({
      rows: [delivery, { ...delivery, id: "4", status: "", statusCode: 0 }],
      unreadable: [{ why: "the answer: Invalid input: expected object, received null" }],
    });
  });
});

describe("findInstallationOf", () => {
  it("names the installation, or none", async () => {
    nock(API).get("/repos/octocat/shop/installation").reply(200, { id: 900 });
    expect(await open().findInstallationOf(REPOSITORY)).toBe(900);
    nock(API).get("/repos/octocat/shop/installation").reply(404, {});
    expect(await open().findInstallationOf(REPOSITORY)).toBeUndefined();
  });
});

describe("listRequiredChecks", () => {
  const RULES = "/repos/octocat/shop/rules/branches/main";
  const BRANCH = "/repos/octocat/shop/branches/main";
  const page = { per_page: 100, page: 1 };

  it("joins rulesets and protection; -1 and no app are anybody", async () => {
    const gitHub = openRepository();
    nock(API)
      .get(RULES)
      .query(page)
      .reply(200, [
        { type: "deletion" },
        {
          type: "required_status_checks",
          parameters: {
            required_status_checks: [{ context: "throughline", integration_id: 77 }, { context: "ci" }],
          },
        },
      ])
      .get(BRANCH)
      .reply(200, {
        protection: {
          required_status_checks: {
            contexts: ["throughline", "old"],
            checks: [{ context: "throughline", app_id: -1 }],
          },
        },
      });
    expect(await gitHub.listRequiredChecks(REPOSITORY, "main")).toEqual({
      kind: "read",
      checks: [
        { name: "throughline", by: "ruleset", appId: 77 },
        { name: "ci", by: "ruleset" },
        { name: "throughline", by: "protection" },
        { name: "old", by: "protection" },
      ],
    });
  });

  it("goes by what can be read, and says where nothing can", async () => {
    const gitHub = openRepository();
    nock(API)
      .get(RULES)
      .query(page)
      .reply(404, {})
      .get(BRANCH)
      .reply(200, { protection: { enabled: false } });
    expect(await gitHub.listRequiredChecks(REPOSITORY, "main")).toEqual({ kind: "read", checks: [] });
    nock(API).get(RULES).query(page).reply(403, { message: "Resource not accessible by integration" });
    nock(API).get(BRANCH).reply(403, { message: "Resource not accessible by integration" });
    expect(await gitHub.listRequiredChecks(REPOSITORY, "main")).toMatchObject({ kind: "hidden" });
  });
});

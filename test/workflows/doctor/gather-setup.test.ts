import { describe, expect, it } from "vitest";
import { gatherSetup, type SetupSources } from "../../../src/workflows/doctor/gather-setup.ts";
import { inspectSetup } from "../../../src/workflows/doctor/inspect-setup.ts";
import type { AppInspection, RepositoryInspection } from "../../../src/workflows/ports/app-inspection.ts";
import type { SurveyedStore } from "../../../src/workflows/ports/store-survey.ts";

const NOW_MS = Date.UTC(2026, 2, 31, 9);
const SHOP = { owner: "acme", name: "shop" };
const REPOSITORY = {
  ...SHOP,
  id: 1,
  installationId: 900,
  ownerId: 5,
  visibility: "private",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
} as const;
const CATALOG = "version: 1\nmetrics: { r: { name: R, kind: revenue } }\n";

const refuse = () => Promise.reject(new Error("no answer"));

function makeInspection(more: Partial<AppInspection & RepositoryInspection> = {}): AppInspection {
  return {
    readApp: async () => ({ kind: "accepted", app: { id: 77, slug: "t", permissions: {}, events: [] } }),
    findClockLead: () => 0,
    readHook: refuse,
    listDeliveries: refuse,
    async *listInstallations() {
      const rows = [{ id: 900, accountLogin: "acme", isSuspended: false, permissions: {}, events: [] }];
      yield { rows, unreadable: [{ id: 901, why: "account: expected object, received null" }] };
    },
    findInstallationOf: async () => 900,
    forInstallation: () => ({
      findRepository: async () => REPOSITORY,
      readFile: async ({ name }, path) =>
        name === "shop" && path.endsWith(".yml") ? { kind: "text", text: CATALOG } : { kind: "absent" },
      listRequiredChecks: async () => ({ kind: "read", checks: [] }),
      ...more,
    }),
    ...more,
  };
}

function makeStore(more: Partial<SurveyedStore> = {}): SurveyedStore & { readonly closed: () => number } {
  let closed = 0;
  return {
    readSurvey: refuse,
    report: { listCatalogs: async () => [], findRepositoryByName: async () => REPOSITORY },
    findHold: async () => undefined,
    close: async () => {
      closed += 1;
    },
    closed: () => closed,
    ...more,
  };
}

const gather = (inspection: AppInspection | undefined, more: Partial<SetupSources> = {}) =>
  gatherSetup(
    {
      now: () => NOW_MS,
      hash: (text) => text,
      settingProblems: [],
      ...(inspection === undefined
        ? {}
        : {
            openGitHub: async () => ({
              appId: 77,
              isEnterpriseServer: false,
              wanted: { permissions: {}, events: [] },
              inspection,
            }),
          }),
      openStore: async () => makeStore(),
      listSecretFiles: async () => [],
      channels: new Set(),
      ...more,
    },
    SHOP,
  );

describe("gatherSetup", () => {
  it("leaves the sentence of each part that fails, and reads the others", async () => {
    const facts = await gather(makeInspection());
    expect(facts.gitHub).toMatchObject({
      ok: true,
      value: {
        installations: { ok: true, value: { rows: [{ account: "acme" }], unreadable: [{ id: 901 }] } },
        hook: { ok: false, error: "no answer" },
        deliveries: { ok: false, error: "no answer" },
      },
    });
    expect(facts.store).toEqual({ ok: false, error: "no answer" });
    expect(facts.repository).toMatchObject({
      ok: true,
      value: {
        kind: "found",
        readFrom: "GitHub",
        catalog: { ok: true, value: { state: { kind: "valid" } } },
      },
    });
    expect(inspectSetup(facts).length).toBeGreaterThan(5);
  });

  it("asks a GitHub that refuses the key nothing more, and the store instead", async () => {
    const facts = await gather(makeInspection({ readApp: async () => ({ kind: "wrong-key" }) }));
    expect(facts.gitHub).toMatchObject({ ok: true, value: { hook: { ok: false, error: "not asked" } } });
    expect(facts.repository).toMatchObject({
      ok: true,
      value: { readFrom: "the store", required: { ok: false, error: "GitHub does not answer" } },
    });
  });

  it("asks GitHub nothing for an installation that it told to wait", async () => {
    const openStore = async () => makeStore({ findHold: async () => NOW_MS + 60_000 });
    const facts = await gather(makeInspection({ findRepository: refuse }), { openStore });
    expect(facts.repository).toMatchObject({
      ok: true,
      value: {
        readFrom: "the store",
        required: { ok: false, error: "GitHub wants nothing asked before 2026-03-31 09:01 UTC" },
      },
    });
  });

  it("tells a repository without the app from one that nobody can ask about", async () => {
    const absent = await gather(makeInspection({ findInstallationOf: async () => undefined }));
    expect(absent.repository).toEqual({ ok: true, value: { kind: "not-installed", name: "acme/shop" } });
    const nobody = await gather(undefined, { openStore: refuse });
    expect(nobody.repository).toEqual({ ok: false, error: "neither GitHub nor the store answers" });
    expect(nobody).not.toHaveProperty("gitHub");
  });

  it("takes no silence of GitHub for an app that is not installed", async () => {
    const report = { listCatalogs: async () => [], findRepositoryByName: async () => undefined };
    const facts = await gather(undefined, { openStore: async () => makeStore({ report }) });
    expect(facts.repository).toEqual({
      ok: false,
      error: "GitHub does not answer, and the store does not know it",
    });
  });

  it("closes the store whatever happens, and says why a key could not be used", async () => {
    const store = makeStore();
    const facts = await gather(undefined, {
      openStore: async () => store,
      openGitHub: () => Promise.reject(new Error("PRIVATE_KEY_PATH: there is no file app.pem.")),
    });
    expect(facts.gitHub).toEqual({ ok: false, error: "PRIVATE_KEY_PATH: there is no file app.pem." });
    expect(store.closed()).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../../src/catalog/parse-catalog.ts";
import type { CatalogState } from "../../../src/model/assessment.ts";
import { inspectRepository } from "../../../src/workflows/doctor/inspect-repository.ts";
import type { RepositoryFacts } from "../../../src/workflows/doctor/setup-facts.ts";
import type { RequiredChecks } from "../../../src/workflows/ports/app-inspection.ts";
import type { StoredCatalog } from "../../../src/workflows/ports/stored-catalog.ts";

const APP_ID = 77;
const REPOSITORY = {
  id: 1,
  installationId: 900,
  ownerId: 5,
  owner: "acme",
  name: "shop",
  visibility: "private",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
} as const;
const OWN: StoredCatalog = {
  repositoryId: 1,
  layer: "repository",
  source: "acme/shop",
  path: ".github/throughline.yml",
  state: "text",
  text: "",
  readAtMs: 0,
};
const ORGANISATION: StoredCatalog = { ...OWN, layer: "organisation", source: "acme/.github" };

function toState(text: string): CatalogState {
  const { catalog, problems } = buildCatalog([
    { layer: "repository", text, file: "acme/shop:.github/throughline.yml", visibility: "private" },
  ]);
  return catalog === undefined ? { kind: "broken", problems } : { kind: "valid", catalog };
}

const ADVISE = toState("version: 1\nmetrics: { r: { name: R, kind: revenue } }\n");
const REQUIRE = toState(
  "version: 1\nmetrics: { r: { name: R, kind: revenue } }\nprompt: { mode: require }\n",
);
const OURS = { name: "throughline", by: "ruleset" } as const;

const inspect = (state: CatalogState, checks: RequiredChecks, files: readonly StoredCatalog[] = [OWN]) =>
  inspectRepository(
    {
      ok: true,
      value: {
        kind: "found",
        repository: REPOSITORY,
        readFrom: "GitHub",
        catalog: { ok: true, value: { state, files, isAllowed: () => false } },
        required: { ok: true, value: checks },
      } satisfies RepositoryFacts,
    },
    APP_ID,
  ).map(({ severity, message }) => `${severity}: ${message}`);
const read = (...checks: Extract<RequiredChecks, { kind: "read" }>["checks"]): RequiredChecks => ({
  kind: "read",
  checks,
});

describe("the catalog of a repository", () => {
  it("is told with its layers, the farthest first", () => {
    expect(inspect(ADVISE, read({ ...OURS, appId: APP_ID }), [ORGANISATION, OWN])).toEqual([
      "ok: The catalog of acme/shop is valid, by GitHub: 1 metric, 0 areas, prompt.mode advise.",
      "ok: organisation: acme/.github:.github/throughline.yml (its default branch)",
      "ok: repository: acme/shop:.github/throughline.yml",
      'ok: A ruleset requires "throughline" of this app.',
    ]);
  });

  it("is told to be missing, unreadable or broken, with each place", () => {
    expect(inspect({ kind: "absent" }, read(), [])[0]).toMatch(
      /^warning: acme\/shop has no catalog, by GitHub/,
    );
    expect(inspect({ kind: "unreadable", reason: "acme/shop:x it is a folder" }, read())[0]).toBe(
      "error: The catalog of acme/shop can't be read: acme/shop:x it is a folder",
    );
    expect(inspect(toState("version: 1\nmetrix: {}\n"), read())[0]).toMatch(
      /^error: acme\/shop:\.github\/throughline\.yml:2:1: /,
    );
  });

  it("says where the app is not installed, and where nothing could be asked", () => {
    const name = "acme/shop";
    const [absent] = inspectRepository({ ok: true, value: { kind: "not-installed", name } }, APP_ID);
    expect(absent).toMatchObject({
      severity: "error",
      message: expect.stringMatching(/not installed in acme\/shop/),
    });
    const [failed] = inspectRepository({ ok: false, error: "no answer" }, APP_ID);
    expect(failed).toMatchObject({
      severity: "error",
      message: "The repository could not be looked at (no answer).",
    });
  });
});

describe("the required check", () => {
  const last = (findings: readonly string[]) => findings.at(-1);

  it.each([
    [read({ ...OURS, appId: 12 }), /^error: A ruleset wants "throughline" from the app 12, and this is 77/],
    [read({ ...OURS, by: "protection" }), /^warning: The branch protection takes "throughline" from anybody/],
    [read(), /^note: main does not require the check "throughline": it advises\.$/],
    [
      { kind: "hidden", why: "GitHub shows them to nobody." } as const,
      /^note: Required checks of main can't be seen: GitHub shows them to nobody\.$/,
    ],
  ])("%o", (required, finding) => {
    expect(last(inspect(ADVISE, required))).toMatch(finding);
  });

  it("is missed where the catalog says require", () => {
    expect(last(inspect(REQUIRE, read()))).toMatch(
      /^warning: prompt\.mode is require, but main does not require/,
    );
  });

  it("must not be the one that stands on few pull requests", () => {
    const catalogCheck = { name: "throughline / catalog", by: "ruleset", appId: APP_ID } as const;
    expect(last(inspect(ADVISE, read({ ...OURS, appId: APP_ID }, catalogCheck)))).toMatch(
      /^error: The check "throughline \/ catalog" is required on main, .*waits for ever/,
    );
  });
});

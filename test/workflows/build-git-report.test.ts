import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import type { Change } from "../../src/model/change.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { buildGitReport } from "../../src/workflows/gather-git-material.ts";
import type { ChangeHistory, RepositoryFacts } from "../../src/workflows/ports/change-history.ts";

const CATALOG = `version: 1
metrics:
  retention: { name: Retention, kind: revenue, better: up, visibility: public }
areas:
  cart: { paths: ["cart/**"], metrics: [retention] }
`;

const FACTS: RepositoryFacts = {
  repository: "acme/shop",
  line: "main",
  tip: "f".repeat(40),
  isShallow: false,
  changes: 3,
  tipLandedAtMs: Date.UTC(2026, 0, 20),
  newestLandedAtMs: Date.UTC(2026, 0, 20),
  notes: [],
  oldestLandedAtMs: Date.UTC(2025, 11, 1),
};

function change(number: number, day: number, body: string): Change {
  return {
    sha: number.toString(16).padStart(40, "0"),
    number,
    title: `Change ${number}`,
    body,
    author: "Mona <mona@example.com>",
    landedAtMs: Date.UTC(2026, 0, day, 12),
    paths: ["cart/a.ts"],
    labels: [],
  };
}

/** Gives these changes, and then fails if there is something to fail with. */
function hold(changes: readonly Change[], failure?: Error): ChangeHistory {
  return {
    readRepository: () => Promise.resolve({ ok: true, value: FACTS }),
    async *listChanges() {
      yield* changes;
      if (failure !== undefined) throw failure;
    },
    readFile: () => Promise.resolve({ kind: "absent" }),
    readVersions: () => Promise.resolve([]),
  };
}

function build(history: ChangeHistory, onProgress?: () => void) {
  const { catalog } = buildCatalog([{ layer: "repository", text: CATALOG, file: "throughline.yml" }]);
  if (catalog === undefined) throw new Error("The catalog of this test is broken.");
  return buildGitReport(history, {
    facts: FACTS,
    catalog,
    policy: compilePolicy(catalog),
    window: { since: "2026-01-11", until: "2026-01-21" },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

describe("buildGitReport", () => {
  it("counts the window against the one before", async () => {
    const report = await build(
      hold([change(1, 3, ""), change(2, 12, "Impact: retention"), change(3, 13, "Impact: for #2")]),
    );
    expect(report).toMatchObject({
      ok: true,
      value: {
        source: "git",
        repository: "acme/shop",
        changes: 2,
        coverage: { eligible: 2, answered: 2, tags: 2 },
        previous: { changes: 1, answered: 0 },
      },
    });
  });

  it("passes on the sentence of a history that cannot be read to its end", async () => {
    const broken = hold([change(2, 12, "")], new Error("Git stopped early in the history of shop."));
    expect(await build(broken)).toEqual({ ok: false, error: "Git stopped early in the history of shop." });
  });

  it("does not take a defect of its own for a failure of git", async () => {
    const many = Array.from({ length: 500 }, (_, index) => change(index + 1, 12, ""));
    const defect = (): never => {
      throw new TypeError("x is not a function");
    };
    await expect(build(hold(many), defect)).rejects.toThrow(TypeError);
  });
});

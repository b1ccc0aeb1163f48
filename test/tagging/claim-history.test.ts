import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClaimHistory, createClaimHistory } from "../../src/tagging/claim-history.ts";
import { compileMetricNames } from "../../src/tagging/metric-names.ts";
import { CATALOG } from "./build-facts.ts";

const NAMES = compileMetricNames([]);

function look(history: ClaimHistory, paths: readonly string[], title = "") {
  return history.look({ title, paths }, NAMES);
}

function createHistory(changes: readonly (readonly [title: string, path: string, metric: string])[]) {
  const history = createClaimHistory();
  for (const [title, path, metric] of changes) history.add({ title, paths: [path] }, [metric]);
  return history;
}

function repeat(count: number, toChange: (index: number) => readonly [string, string, string]) {
  return Array.from({ length: count }, (_, index) => toChange(index));
}

describe("a claim history", () => {
  it("counts the last claims under the folder that says most", () => {
    const history = createHistory(
      repeat(11, (index) => ["", `services/checkout/${index}.ts`, index < 2 ? "a" : "b"]),
    );
    expect(look(history, ["services/checkout/new.ts"])[0]).toMatchObject({
      metric: "b",
      reason: { kind: "place", at: "services/checkout", claims: 9, changes: 11 },
    });
  });

  it("prefers what is near: a folder with five changes of its own speaks for itself", () => {
    const history = createHistory([
      ...repeat(20, (index) => ["", `src/${index}.ts`, "wide"]),
      ...repeat(6, () => ["", "src/deep/x.ts", "near"]),
    ]);
    expect(look(history, ["src/deep/y.ts"])[0]).toMatchObject({
      metric: "near",
      reason: { at: "src/deep" },
    });
  });

  it("goes by the words of the title where the paths say little", () => {
    const history = createHistory([
      ...repeat(8, (index) => [`fix the sourcemap of ${index}`, "src/server.ts", "debugging"]),
      ...repeat(8, (index) => [`fix the proxy of ${index}`, "src/server.ts", "uptime"]),
    ]);
    expect(look(history, ["src/server.ts"], "Repair a sourcemap")[0]).toMatchObject({
      metric: "debugging",
      reason: { kind: "word", at: "sourcemap", claims: 8, changes: 8 },
    });
    expect(look(history, ["src/server.ts"], "Repair a proxy")[0]?.metric).toBe("uptime");
  });

  it("finds a metric that nobody claimed yet by a folder or a title that has its name", () => {
    const names = compileMetricNames(CATALOG.metrics);
    const history = createHistory(
      repeat(20, (index) => ["", `src/${index}.ts`, ["refund-rate", "deal-velocity"][index % 2] ?? ""]),
    );
    const findVote = (paths: readonly string[], title: string) =>
      history.look({ title, paths }, names).find(({ metric }) => metric === "checkout-conversion");
    expect(findVote(["src/checkoutConversion/a.ts"], "")?.reason).toStrictEqual({
      kind: "named-place",
      at: "src/checkoutConversion",
    });
    history.add({ title: "", paths: ["PRICES"] }, ["checkout-conversion"]);
    expect(findVote(["PRICES"], "")).toBeUndefined();
    expect(findVote(["PRICES"], "Measure checkout conversion")?.reason).toStrictEqual({
      kind: "named-title",
    });
    expect(findVote(["src/a.ts"], "Checkout")).toBeUndefined();
  });

  it("leaves room for what was never claimed: the shares of a mixed folder are far from sure", () => {
    const history = createHistory(repeat(30, (index) => ["", `src/${index}.ts`, `metric-${index}`]));
    expect(look(history, ["src/new.ts"])[0]?.share ?? 0).toBeLessThan(0.3);
    const clear = createHistory(repeat(30, (index) => ["", `src/${index}.ts`, index < 15 ? "a" : "b"]));
    clear.add({ title: "", paths: ["lib/a.ts"] }, ["c"]);
    expect(look(clear, ["src/new.ts"]).map(({ metric }) => metric)).toContain("a");
  });

  it("forgets what is long past", () => {
    const history = createHistory(repeat(90, (index) => ["", "a/b.ts", index < 45 ? "old" : "new"]));
    expect(look(history, ["a/b.ts"]).map(({ metric }) => metric)).toStrictEqual(["new"]);
  });

  it("is silent where nothing was declared, and takes changes without paths or metrics", () => {
    const history = createHistory(repeat(4, () => ["", "a/b.ts", "a"]));
    history.add({ title: "", paths: ["a/b.ts"] }, []);
    expect(look(history, ["a/b.ts"])).toStrictEqual([]);
    history.add({ title: "", paths: [] }, ["a"]);
    expect(look(history, [])).toStrictEqual([]);
    expect(look(history, ["elsewhere/b.ts"])).toStrictEqual([]);
  });

  it("takes changes of 3,000 paths, and any text for a path", () => {
    const history = createClaimHistory();
    const paths = Array.from({ length: 3000 }, (_, index) => `pkg/${index % 40}/src/${index}.ts`);
    const odd = [...paths, "/", "//", "__proto__/constructor", "a".repeat(5000), "x/".repeat(3000)];
    for (let round = 0; round < 50; round += 1) {
      history.add({ title: "\u202e|".repeat(500), paths: odd }, ["a"]);
    }
    expect(look(history, paths)[0]).toMatchObject({ metric: "a" });
  });

  it("gives shares of at most 1 together, the same for paths in any order and with or without looks between", () => {
    const path = fc
      .array(fc.constantFrom("src", "a", "b", "c.ts"), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
    const title = fc
      .array(fc.constantFrom("fix", "cart", "proxy"), { maxLength: 3 })
      .map((words) => words.join(" "));
    const change = fc.record({ title, paths: fc.array(path, { maxLength: 4 }) });
    const past = fc.array(fc.tuple(change, fc.subarray(["x", "y", "z"])), { maxLength: 30 });
    fc.assert(
      fc.property(past, change, (changes, next) => {
        const history = createClaimHistory();
        const watched = createClaimHistory();
        for (const [changed, metrics] of changes) {
          history.add(changed, metrics);
          watched.add(changed, metrics);
          watched.look(next, NAMES);
        }
        const votes = history.look(next, NAMES);
        expect(votes.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(history.look({ ...next, paths: next.paths.toReversed() }, NAMES)).toStrictEqual(votes);
        expect(watched.look(next, NAMES)).toStrictEqual(votes);
        for (const { reason } of votes) {
          if (reason.kind === "place" || reason.kind === "word") {
            expect(reason.changes).toBeGreaterThanOrEqual(5);
            expect(reason.claims).toBeLessThanOrEqual(reason.changes);
          }
        }
      }),
    );
  });
});

/** Walks the whole history of a clone and prints what that took, as JSON. Started by bench/git.ts, with --expose-gc. */
import { readFileSync } from "node:fs";
import { buildCatalog } from "../src/catalog/build-catalog.ts";
import { openGitHistory } from "../src/git/open-git-history.ts";
import { compilePolicy } from "../src/tagging/compile-policy.ts";
import { walkGitHistory } from "../src/workflows/walk-git-history.ts";

export interface WalkFigures {
  readonly changes: number;
  readonly indexMs: number;
  readonly walkMs: number;
  /** Heap and buffers per change that stay while the index is held, and while the walk's result is held. */
  readonly indexBytes: number;
  readonly resultBytes: number;
}

const [path = "", catalogFile = ""] = process.argv.slice(2);
const { catalog } = buildCatalog([
  { layer: "repository", text: readFileSync(catalogFile, "utf8"), file: catalogFile },
]);
if (catalog === undefined) throw new Error(`${catalogFile} has errors.`);
const policy = compilePolicy(catalog);
const history = openGitHistory(path, { environment: process.env });

const before = measureHeld();
const started = performance.now();
const facts = await history.readRepository();
if (!facts.ok) throw new Error(facts.error.message);
const indexed = performance.now();
const withIndex = measureHeld();
const resumed = performance.now();
const walk = await walkGitHistory(history, {
  policy,
  window: { since: "1970-01-01", until: "9999-12-31" },
  facts: facts.value,
});
const walkMs = performance.now() - resumed;
const changes = walk.changes.length;
const figures: WalkFigures = {
  changes,
  indexMs: indexed - started,
  walkMs,
  indexBytes: (withIndex - before) / changes,
  resultBytes: (measureHeld() - withIndex) / changes,
};
console.log(JSON.stringify({ ...figures, first: walk.changes[0]?.id }));

function measureHeld(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

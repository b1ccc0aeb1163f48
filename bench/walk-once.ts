/** Walks the whole history of a clone and prints what that took, as JSON. Started by bench/git.ts, with --expose-gc. */
import { readFileSync } from "node:fs";
import { buildCatalog } from "../src/catalog/parse-catalog.ts";
import { openGitHistory } from "../src/git/open-git-history.ts";
import { createChangeColumns } from "../src/report/tally/change-columns.ts";
import { compilePolicy } from "../src/tagging/compile-policy.ts";
import { walkGitHistory } from "../src/workflows/walk-git-history.ts";

export interface WalkFigures {
  readonly changes: number;
  readonly indexMs: number;
  readonly walkMs: number;
  /** Heap and buffers per change that stay while the index is held, and while the report's columns of them are held. */
  readonly indexBytes: number;
  readonly columnsBytes: number;
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
const columns = createChangeColumns();
let changes = 0;
await walkGitHistory(history, {
  policy,
  window: { since: "1970-01-01", until: "9999-12-31" },
  facts: facts.value,
  taker: {
    add: (change) => {
      columns.add(change);
      changes += 1;
    },
    addPrevious: () => undefined,
  },
});
const walkMs = performance.now() - resumed;
const figures: WalkFigures = {
  changes,
  indexMs: indexed - started,
  walkMs,
  indexBytes: (withIndex - before) / changes,
  columnsBytes: (measureHeld() - withIndex) / changes,
};
// Reading them last keeps them until then.
console.log(JSON.stringify({ ...figures, newest: columns.sort().ids[0] }));

function measureHeld(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

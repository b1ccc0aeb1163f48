/**
 * Measures the house: how many files there are, how long they are, and which are so small and so alone that their one
 * importer could hold them. The figures of a change belong into its description, before and after.
 *
 *   npm run house            the figures
 *   npm run house -- --list  with the small files that have one importer
 */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const FOLDERS = ["src", "sandbox", "test", "bench", "scripts"];
/** Below this a file with one importer has to say why it stands alone. */
const SMALL = 40;

interface Source {
  readonly path: string;
  readonly lines: number;
  /** Paths of the project's own files that it imports, whether as types, values or later. */
  readonly imports: readonly string[];
}

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), "utf8");
  const targets = text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return {
    path,
    lines: text.split("\n").length - 1,
    imports: [...targets].map(([, target = ""]) => join(dirname(path), target)),
  };
}

function listSources(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => readSource(relative(ROOT, join(entry.parentPath, entry.name))));
}

function findMedian(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

function main(args: readonly string[]): void {
  const sources = FOLDERS.flatMap(listSources);
  for (const folder of FOLDERS) {
    const own = sources.filter(({ path }) => path.startsWith(`${folder}/`));
    const lines = own.map((source) => source.lines);
    const sum = lines.reduce((total, count) => total + count, 0);
    console.log(
      `${folder}: ${own.length} files, ${sum} lines, median ${findMedian(lines)}, longest ${Math.max(...lines)}`,
    );
  }
  const importers = new Map<string, number>();
  for (const { path, imports } of sources) {
    if (path.startsWith("test/")) continue;
    for (const target of new Set(imports)) importers.set(target, (importers.get(target) ?? 0) + 1);
  }
  const alone = sources.filter(
    ({ path, lines }) => path.startsWith("src/") && lines < SMALL && importers.get(path) === 1,
  );
  console.log(`src: ${alone.length} files under ${SMALL} lines with one importer`);
  if (args.includes("--list")) for (const { path, lines } of alone) console.log(`  ${lines} ${path}`);
}

main(process.argv.slice(2));

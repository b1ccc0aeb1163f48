/**
 * Takes from a node_modules folder what no program loads: types, source maps, sources of native parts, their prebuilt
 * forms for other systems, tests and pages. Licences stay. For images: a package that somebody installs brings its
 * own node_modules.
 *
 *   node scripts/prune-modules.ts node_modules [--libc musl]
 */

import { readdir, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Target {
  /** As better-sqlite3 names its prebuilt files: `linux`, `linuxmusl`, `darwin`, `win32`. */
  readonly system: string;
  readonly arch: string;
}

const LICENCE = /^(licen[cs]e|copying|notice|third-?party)/i;
/** `index.d.ts`, `index.d.cts`, `index.js.map`, `index.ts`: Node loads none of them from node_modules. */
const NEVER_LOADED =
  /\.(?:[cm]?ts|[cm]?ts\.map|[cm]?js\.map|map|flow|md|markdown|coffee|lua|cpp|c|cc|h|hpp|gypi?|sh)$/i;
const REPOSITORY_FILE =
  /^(?:\.(?!bin$).+|changelog.*|history.*|readme.*|tsconfig.*\.json|bower\.json|makefile)$/i;
const ASIDE = new Set([
  "test",
  "tests",
  "__tests__",
  "example",
  "examples",
  "docs",
  "benchmark",
  "benchmarks",
]);
const PREBUILT = /^(?<system>linux|linuxmusl|darwin|win32)-(?<arch>[a-z0-9]+)\.(?:node|js)$/;

/** Whether a file below node_modules can be loaded on the target; `path` with slashes. */
export function isLoadable(path: string, target: Target): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (LICENCE.test(name)) return true;
  if (NEVER_LOADED.test(name) || REPOSITORY_FILE.test(name)) return false;
  const { package: owner, folders } = splitPath(parts);
  // Deeper down a folder of that name may be a part of the program.
  if (ASIDE.has(folders[0] ?? "")) return false;
  if (owner !== "better-sqlite3") return true;
  // The sources of SQLite: 10 MB, for who compiles it.
  if (folders[0] === "deps" || folders[0] === "src") return false;
  const prebuilt = PREBUILT.exec(name)?.groups;
  return prebuilt === undefined || (prebuilt["system"] === target.system && prebuilt["arch"] === target.arch);
}

/** `@octokit/rest/dist-src/index.js` -> the package, and its own folders on the way to the file. */
function splitPath(parts: readonly string[]): {
  readonly package: string;
  readonly folders: readonly string[];
} {
  const start = parts.lastIndexOf("node_modules") + 1;
  const depth = parts[start]?.startsWith("@") ? 2 : 1;
  return {
    package: parts.slice(start, start + depth).join("/"),
    folders: parts.slice(start + depth, -1),
  };
}

export interface Pruned {
  readonly files: number;
  readonly bytes: number;
  readonly keptBytes: number;
}

/** Deletes what is not loadable, and folders that are empty then. */
export async function pruneModules(folder: string, target: Target): Promise<Pruned> {
  const pruned = { files: 0, bytes: 0, keptBytes: 0 };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { size } = await stat(path);
    if (isLoadable(path.slice(folder.length + 1).replaceAll("\\", "/"), target)) {
      pruned.keptBytes += size;
      continue;
    }
    await rm(path);
    pruned.files += 1;
    pruned.bytes += size;
  }
  // The deepest first: a folder may be empty once those below it are gone.
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of folders.sort((one, other) => other.length - one.length)) {
    await rmdir(path).catch(() => undefined);
  }
  return pruned;
}

/** The system that this runs on; an image is built on the base that it runs on. */
export function readTarget(args: readonly string[]): Target {
  const isMusl = args[args.indexOf("--libc") + 1] === "musl" && args.includes("--libc");
  return {
    system: process.platform === "linux" && isMusl ? "linuxmusl" : process.platform,
    arch: process.arch,
  };
}

if (import.meta.main) {
  const [folder = "node_modules", ...rest] = process.argv.slice(2);
  const { files, bytes, keptBytes } = await pruneModules(folder, readTarget(rest));
  const showMb = (count: number): string => `${(count / 1_000_000).toFixed(1)} MB`;
  console.error(`${folder}: ${files} files with ${showMb(bytes)} taken out, ${showMb(keptBytes)} left`);
}

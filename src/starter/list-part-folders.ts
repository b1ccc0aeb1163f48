import { parse } from "yaml";
import { describeGlobFault } from "../catalog/describe-glob-fault.ts";
import { compileGlobs } from "../catalog/match-globs.ts";
import type { RepositoryLayout } from "./repository-layout.ts";

/** Folders that the repository itself names as its parts: packages of its workspaces, and what CODEOWNERS lists. */
export function listPartFolders(layout: RepositoryLayout): readonly string[] {
  return [...listWorkspaceFolders(layout), ...listOwnedFolders(layout)];
}

function listWorkspaceFolders({ files, folders, packages }: RepositoryLayout): readonly string[] {
  const patterns = [
    ...readJsonList(files.get("package.json"), ["workspaces"]),
    ...readJsonList(files.get("package.json"), ["workspaces", "packages"]),
    ...readJsonList(files.get("lerna.json"), ["packages"]),
    ...readYamlList(files.get("pnpm-workspace.yaml"), "packages"),
    ...readTomlMembers(files.get("Cargo.toml")),
    ...readGoUses(files.get("go.work")),
  ];
  const isWanted = compilePatterns(patterns.filter((pattern) => !pattern.startsWith("!")));
  const isUnwanted = compilePatterns(
    patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)),
  );
  return folders.filter((folder) => packages.has(folder) && isWanted(folder) && !isUnwanted(folder));
}

/** Patterns of a stranger's file: one that is no glob of ours names no part, and `init` goes on without it. */
function compilePatterns(patterns: readonly string[]): (folder: string) => boolean {
  const globs = patterns.map(trimPath);
  return compileGlobs(globs.filter((glob) => glob !== "" && describeGlobFault(glob) === undefined));
}

/** Folders that a CODEOWNERS line names: `/services/billing/ @acme/billing` -> `services/billing`. */
function listOwnedFolders(layout: RepositoryLayout): readonly string[] {
  const text =
    layout.files.get(".github/CODEOWNERS") ??
    layout.files.get("CODEOWNERS") ??
    layout.files.get("docs/CODEOWNERS") ??
    "";
  const known = new Set(layout.folders);
  return text
    .split("\n")
    .map((line) => line.replace(/#.*$/, "").trim().split(/\s+/)[0] ?? "")
    .map((pattern) => trimPath(pattern.replace(/\/\*{1,2}$/, "")))
    .filter((folder) => known.has(folder));
}

function trimPath(pattern: string): string {
  return pattern.replace(/^(?:\.\/|\/)+/, "").replace(/\/+$/, "");
}

function readJsonList(text: string | undefined, path: readonly string[]): readonly string[] {
  let value: unknown = parseOrNothing(text, JSON.parse);
  for (const key of path) value = readMember(value, key);
  return listTexts(value);
}

function readYamlList(text: string | undefined, key: string): readonly string[] {
  return listTexts(
    readMember(
      parseOrNothing(text, (yaml) => parse(yaml, { maxAliasCount: 0, logLevel: "silent" })),
      key,
    ),
  );
}

/** The texts of `members = ["crates/*"]` in `[workspace]`: a list of plain strings, so no TOML parser is needed. */
function readTomlMembers(text: string | undefined): readonly string[] {
  const list = /\[workspace\][^[]*?\bmembers\s*=\s*\[([^\]]*)\]/.exec(text ?? "")?.[1] ?? "";
  return [...list.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** `use ./api` and the lines of `use ( ./api ./web )`. */
function readGoUses(text: string | undefined): readonly string[] {
  return [...(text ?? "").matchAll(/^[ \t]*(?:use[ \t]+)?(\.\/[^\s()]+)/gm)].map((match) => match[1] ?? "");
}

function readMember(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** Files of a stranger: what can't be read names no areas, and `init` goes on with the folders. */
function parseOrNothing(text: string | undefined, parseText: (text: string) => unknown): unknown {
  if (text === undefined) return undefined;
  try {
    return parseText(text);
  } catch {
    return undefined;
  }
}

function listTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

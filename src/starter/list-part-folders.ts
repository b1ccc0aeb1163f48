import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { compileGlobs, describeGlobFault } from "../catalog/globs.ts";
import type { RepositoryLayout } from "./repository-layout.ts";

/** Folders that the repository itself names as its parts: packages of its workspaces, and what CODEOWNERS lists. */
export function listPartFolders(layout: RepositoryLayout): readonly string[] {
  return [...listWorkspaceFolders(layout), ...listOwnedFolders(layout)];
}

function listWorkspaceFolders({ files, folders, packages }: RepositoryLayout): readonly string[] {
  const cargo = readToml(files.get("Cargo.toml"), ["workspace"]);
  const uv = readToml(files.get("pyproject.toml"), ["tool", "uv", "workspace"]);
  const patterns = [
    ...readJsonList(files.get("package.json"), ["workspaces"]),
    ...readJsonList(files.get("package.json"), ["workspaces", "packages"]),
    ...readJsonList(files.get("lerna.json"), ["packages"]),
    ...readYamlList(files.get("pnpm-workspace.yaml"), "packages"),
    ...[cargo, uv].flatMap((table) => listTexts(readMember(table, "members"))),
    ...readGoUses(files.get("go.work")),
  ];
  const isWanted = compilePatterns(patterns.filter((pattern) => !pattern.startsWith("!")));
  const isUnwanted = compilePatterns([
    ...patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)),
    // A folder that is excluded takes what lies below it along.
    ...[cargo, uv]
      .flatMap((table) => listTexts(readMember(table, "exclude")))
      .flatMap((path) => [path, `${trimPath(path)}/**`]),
  ]);
  return folders.filter((folder) => packages.has(folder) && isWanted(folder) && !isUnwanted(folder));
}

/** Patterns of a stranger's file: one that is no glob of ours names no part, and `init` goes on without it. */
function compilePatterns(patterns: readonly string[]): (folder: string) => boolean {
  const globs = patterns.map(trimPath);
  return compileGlobs(globs.filter((glob) => glob !== "" && describeGlobFault(glob) === undefined));
}

/** Folders that CODEOWNERS names: `/services/billing/ @acme/billing` -> `services/billing`. */
function listOwnedFolders(layout: RepositoryLayout): readonly string[] {
  const text =
    layout.files.get(".github/CODEOWNERS") ??
    layout.files.get("CODEOWNERS") ??
    layout.files.get("docs/CODEOWNERS") ??
    "";
  const patterns = text
    .replace(/^\u{FEFF}/u, "")
    .split(/\r?\n/)
    .map(readOwnedPattern);
  const named = new Set(patterns.map(dropEscapes));
  const isNamed = compilePatterns(
    patterns.filter((pattern) => pattern.includes("*") && !pattern.startsWith("*")),
  );
  return layout.folders.filter((folder) => named.has(folder) || isNamed(folder));
}

/** Up to the first blank that no `\\` stands before; `#` begins a comment there. */
const OWNED = /^\s*((?:\\.|[^\s\\#])(?:\\.|[^\s\\])*)/u;

/**
 * The folder of a line, still with its escapes; "" where it names none: a comment, a section of GitLab (`[Docs]`,
 * `^[Docs][2]`), a negation, which CODEOWNERS has not.
 */
function readOwnedPattern(line: string): string {
  const pattern = OWNED.exec(line)?.[1] ?? "";
  if (/^(?:!|\^?\[)/u.test(pattern)) return "";
  return trimPath(pattern.replace(/\/\*{1,2}$/u, ""));
}

/** `Point\ of\ sale` -> `Point of sale` */
function dropEscapes(pattern: string): string {
  return pattern.replace(/\\(.)/gu, "$1");
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

/** The table at a path of keys; `[workspace]`, `workspace.members = ...` and `workspace = { ... }` are the same. */
function readToml(text: string | undefined, path: readonly string[]): unknown {
  let value: unknown = parseOrNothing(text, parseToml);
  for (const key of path) value = readMember(value, key);
  return value;
}

/** `use ./api`, the lines of `use ( ./api ./web )`, and paths in quotes. */
function readGoUses(text: string | undefined): readonly string[] {
  const uses: string[] = [];
  let isBlock = false;
  for (const line of (text ?? "").split(/\r?\n/)) {
    const [, rest = ""] = /^\s*(.*?)\s*(?:\/\/.*)?$/u.exec(line) ?? [];
    const block: RegExpExecArray | null = /^use\s*\(\s*(.*)$/u.exec(rest);
    const path: string = block?.[1] ?? (isBlock ? rest : /^use\s+(.+)$/u.exec(rest)?.[1]) ?? "";
    isBlock = (isBlock || block !== null) && !path.endsWith(")");
    const bare = path.replace(/\s*\)$/u, "").replace(/^(["`])(.*)\1$/u, "$2");
    if (bare !== "") uses.push(bare);
  }
  return uses;
}

function readMember(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** Files of a stranger: what can't be read names no areas, and `init` goes on with the folders. */
function parseOrNothing(text: string | undefined, parseText: (text: string) => unknown): unknown {
  if (text === undefined) return undefined;
  try {
    return parseText(text.replace(/^\u{FEFF}/u, ""));
  } catch {
    return undefined;
  }
}

function listTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

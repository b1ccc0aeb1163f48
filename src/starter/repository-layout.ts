import { RESERVED_KEYS } from "../model/catalog.ts";

/** What a first catalog is drafted from: the folders of a repository and the files that name its parts. */
export interface RepositoryLayout {
  /** Folders relative to the root with `/`, at most three deep, sorted; hidden and generated ones left out. */
  readonly folders: readonly string[];
  /** Those of the folders that hold a package's manifest (`MANIFESTS`). */
  readonly packages: ReadonlySet<string>;
  /** Texts of the files that name parts or owners (`LAYOUT_FILES`), as far as they exist. */
  readonly files: ReadonlyMap<string, string>;
  /** The pull request template that GitHub would use, or the folder of several, relative to the root. */
  readonly template?: string;
  /** True where the folder itself holds `.git`. */
  readonly isRepositoryRoot: boolean;
}

/** Files that name the parts of a repository, with `/`, relative to its root. */
export const LAYOUT_FILES = [
  "package.json",
  "pnpm-workspace.yaml",
  "lerna.json",
  "Cargo.toml",
  "pyproject.toml",
  "go.work",
  "CODEOWNERS",
  ".github/CODEOWNERS",
  "docs/CODEOWNERS",
] as const;

/** A folder with one of these is a package: a workspace pattern such as `packages/**` names no other folder. */
export const MANIFESTS: ReadonlySet<string> = new Set([
  "package.json",
  "Cargo.toml",
  "go.mod",
  "pyproject.toml",
]);

/** Folders in which GitHub looks for a pull request template; "" is the root. Names count in any case. */
export const TEMPLATE_FOLDERS = [".github", "", "docs"] as const;
/** `pull_request_template.md`, or the folder `PULL_REQUEST_TEMPLATE`. */
export const TEMPLATE_NAME = /^pull_request_template(?:\.(?:md|markdown|txt))?$/i;
/** The one that `init` writes where there is none. */
export const TEMPLATE_PATH = ".github/pull_request_template.md";

const KEY_LENGTH = 40;

/**
 * A key of the catalog, or an empty text where nothing of the words can be in one: `Économie réelle` is
 * `economie-reelle`. A word with a meaning of its own in answers gets the noun behind it: `help-area`.
 */
export function toKey(words: string, noun: "area" | "metric"): string {
  const key = words
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, KEY_LENGTH)
    .replace(/-+$/, "");
  return RESERVED_KEYS.some((word) => word === key) ? `${key}-${noun}` : key;
}

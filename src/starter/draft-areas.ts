import { CATALOG_LIMITS } from "../catalog/catalog-limits.ts";
import { findMatchFault } from "../catalog/check-matches.ts";
import { describeGlobFault } from "../catalog/globs.ts";
import { listPartFolders } from "./list-part-folders.ts";
import type { RepositoryLayout } from "./repository-layout.ts";
import { toKey } from "./repository-layout.ts";

export interface DraftArea {
  readonly key: string;
  readonly paths: readonly string[];
}

export interface AreaDraft {
  /** In path order, keys unique. */
  readonly areas: readonly DraftArea[];
  /** Folders that stand as one area for their many parts. */
  readonly united: readonly { readonly folder: string; readonly parts: number }[];
  /** Folders that got no area, for there are too many or no glob can name them. */
  readonly leftOut: number;
}

/** More areas than this help nobody on the first day. */
const MOST_AREAS = 30;
const KEY_LENGTH = 40;

/** Folders that hold no product of their own: `prompt.exempt` covers documents, the rest is tooling. */
const PLAIN_FOLDERS = new Set(["docs", "doc", "examples", "example", "licenses", "assets"]);

/**
 * Areas from what the repository says of itself: the packages of its workspaces, the folders that CODEOWNERS names,
 * and the top-level folders that neither covers. Of more than 30, the folder with the most parts is one area for all
 * of them, until the others fit: a few of 500 packages, picked by the alphabet, would tell less.
 */
export function draftAreas(layout: RepositoryLayout): AreaDraft {
  const named = listPartFolders(layout);
  const folders = new Set(named);
  for (const folder of layout.folders) {
    if (folder.includes("/") || PLAIN_FOLDERS.has(folder.toLowerCase())) continue;
    if (!named.some((other) => other === folder || other.startsWith(`${folder}/`))) folders.add(folder);
  }
  const possible = [...folders].filter(canBeNamed);
  const { folders: fitting, united } = uniteParts(possible);
  const kept = fitting.sort(byText).slice(0, MOST_AREAS);
  return {
    areas: nameAreas(kept),
    united: united.filter(({ folder }) => kept.includes(folder)),
    leftOut: folders.size - possible.length + (fitting.length - kept.length),
  };
}

function uniteParts(all: readonly string[]): { folders: string[]; united: AreaDraft["united"] } {
  let folders = [...all];
  const united: { folder: string; parts: number }[] = [];
  while (folders.length > MOST_AREAS) {
    const largest = findLargestParent(folders);
    if (largest === undefined) break;
    const isPart = (folder: string): boolean => folder.startsWith(`${largest}/`);
    const parts = folders.filter(isPart).length;
    const inside = united.filter(({ folder }) => isPart(folder));
    united.push({ folder: largest, parts: inside.reduce((sum, one) => sum + one.parts - 1, parts) });
    for (const one of inside) united.splice(united.indexOf(one), 1);
    folders = [...folders.filter((folder) => folder !== largest && !isPart(folder)), largest];
  }
  return { folders, united: united.sort((a, b) => byText(a.folder, b.folder)) };
}

/** The folder right above the most of them; the first by name where two have as many. */
function findLargestParent(folders: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const folder of folders) {
    const end = folder.lastIndexOf("/");
    if (end > 0) counts.set(folder.slice(0, end), (counts.get(folder.slice(0, end)) ?? 0) + 1);
  }
  const largest = Math.max(0, ...counts.values());
  return [...counts.keys()].filter((folder) => counts.get(folder) === largest).sort(byText)[0];
}

function canBeNamed(folder: string): boolean {
  const glob = toGlob(folder);
  const isText = !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD-\uFFFF]/u.test(folder);
  return (
    isText &&
    [...glob].length <= CATALOG_LIMITS.globLength &&
    describeGlobFault(glob) === undefined &&
    findMatchFault("glob", glob) === undefined
  );
}

/** All below the folder, what is special in a glob taken as it stands: `app/[slug]` -> `app/\[slug\]/**`. */
function toGlob(folder: string): string {
  return `${folder.replace(/[\\*?[\]{}]|(?<=[?*+@!])\(/g, "\\$&")}/**`;
}

function nameAreas(folders: readonly string[]): readonly DraftArea[] {
  const taken = new Set<string>();
  return folders.map((folder) => {
    const key = toFreeKey(folder, taken);
    taken.add(key);
    return { key, paths: [toGlob(folder)] };
  });
}

/** The folder's last name where it is free (`packages/cart` -> `cart`), else more of its path. */
function toFreeKey(folder: string, taken: ReadonlySet<string>): string {
  const parts = folder.split("/");
  for (let from = parts.length - 1; from >= 0; from -= 1) {
    const key = toKey(parts.slice(from).join("-"), "area");
    if (key !== "" && !taken.has(key)) return key;
  }
  const stem = toKey(folder, "area") || "area";
  for (let count = 2; ; count += 1) {
    const key = `${stem.slice(0, KEY_LENGTH - 4)}-${count}`;
    if (!taken.has(key)) return key;
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fail, type Result, succeed } from "../model/result.ts";
import {
  LAYOUT_FILES,
  MANIFESTS,
  type RepositoryLayout,
  TEMPLATE_FOLDERS,
  TEMPLATE_NAME,
} from "../starter/repository-layout.ts";
import { readRepositoryFile } from "./read-text-file.ts";
import { toErrorCode } from "./to-error-code.ts";

const DEEPEST = 3;
const MOST_FOLDERS = 2_000;
const LAYOUT_FILE_BYTES = 1_048_576;
const GENERATED = new Set([
  "node_modules",
  "vendor",
  "dist",
  "build",
  "target",
  "coverage",
  "out",
  "tmp",
  "__pycache__",
]);

export async function readRepositoryLayout(path: string): Promise<Result<RepositoryLayout, string>> {
  let atRoot: readonly Dirent[];
  try {
    atRoot = await readdir(path, { withFileTypes: true });
  } catch (error) {
    return fail(`${path} ${describe(toErrorCode(error))}; pass the folder of a repository.`);
  }
  const template = await findTemplate(path);
  return succeed({
    ...(await listFolders(path, atRoot)),
    files: await readLayoutFiles(path),
    ...(template === undefined ? {} : { template }),
    isRepositoryRoot: await stat(join(path, ".git")).then(
      () => true,
      () => false,
    ),
  });
}

function describe(code: string): string {
  if (code === "ENOENT") return "does not exist";
  return code === "ENOTDIR" ? "is not a folder" : `can't be read (${code})`;
}

/** Level by level, so that one large folder does not use up the bound before its neighbours are seen. */
async function listFolders(
  root: string,
  atRoot: readonly Dirent[],
): Promise<Pick<RepositoryLayout, "folders" | "packages">> {
  const folders: string[] = [];
  const packages = new Set<string>();
  let level = listSubfolders("", atRoot);
  for (let depth = 1; depth <= DEEPEST && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of level.slice(0, MOST_FOLDERS - folders.length)) {
      folders.push(folder);
      // A folder that can't be entered is one more folder, not the end of the look.
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      if (entries.some((entry) => MANIFESTS.has(entry.name))) packages.add(folder);
      below.push(...listSubfolders(folder, entries));
    }
    level = below;
  }
  return { folders: folders.sort(), packages };
}

function listSubfolders(folder: string, entries: readonly Dirent[]): string[] {
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !GENERATED.has(entry.name))
    .map((entry) => (folder === "" ? entry.name : `${folder}/${entry.name}`))
    .sort();
}

async function readLayoutFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const name of LAYOUT_FILES) {
    const reading = await readRepositoryFile(join(root, name), LAYOUT_FILE_BYTES);
    if (reading.kind === "text") files.set(name, reading.text);
  }
  return files;
}

async function findTemplate(root: string): Promise<string | undefined> {
  for (const folder of TEMPLATE_FOLDERS) {
    const names = await readdir(join(root, folder)).catch(() => []);
    const found = names.sort().find((name) => TEMPLATE_NAME.test(name));
    if (found !== undefined) return folder === "" ? found : `${folder}/${found}`;
  }
  return undefined;
}

import { CATALOG_PATHS } from "../catalog/catalog-limits.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import type { ChangeHistory } from "./ports/change-history.ts";
import type { LocalFiles } from "./ports/local-files.ts";

/** Far above the catalog's own limit: a file that is a little too large is told so by its own rule. */
export const MOST_CATALOG_BYTES = 4_194_304;

export interface LocalCatalog {
  readonly text: string;
  /** The path as the user would open it, or `main:.github/throughline.yml` where it was read from a commit. */
  readonly file: string;
  /** `main:.github/throughline.yml`, where the file of the work tree says something else than this committed one. */
  readonly differsFrom?: string;
}

/** Deeper below its root nobody runs a command. */
const MOST_PARENTS = 64;

/** As `findOwnCatalog`, for a clone that has to have one. */
export async function findLocalCatalog(
  path: string,
  files: LocalFiles,
  history: ChangeHistory,
): Promise<Result<LocalCatalog, string>> {
  const found = await findOwnCatalog(path, files, history);
  if (!found.ok) return found;
  return found.value === undefined
    ? fail(`No catalog in ${path}; run throughline init or pass --catalog.`)
    : succeed(found.value);
}

/**
 * The catalog of a local clone: the file in its work tree as it stands, so that `init` and an edit take effect at once;
 * without one (a bare clone, another branch) the file at the tip of the line; undefined where there is neither. The
 * failure is one sentence.
 */
export async function findOwnCatalog(
  path: string,
  files: LocalFiles,
  history: ChangeHistory,
): Promise<Result<LocalCatalog | undefined, string>> {
  const facts = await history.readRepository();
  if (!facts.ok) return fail(facts.error.message);
  const root = await findRoot(path, files);
  const inFolder = await findOne(CATALOG_PATHS, async (name) => {
    const file = within(root, name);
    const reading = await files.readRepositoryFile(file, MOST_CATALOG_BYTES);
    if (reading.kind === "absent") return undefined;
    return reading.kind === "text" ? succeed({ text: reading.text, file }) : fail(reading.message);
  });
  const atTip = await findAtTip(facts.value.line, history);
  if (inFolder?.ok && atTip?.ok && toContent(inFolder.value.text) !== toContent(atTip.value.text)) {
    return succeed({ ...inFolder.value, differsFrom: atTip.value.file });
  }
  return inFolder ?? atTip ?? succeed(undefined);
}

/** Without what a checkout may change on some machines. */
function toContent(text: string): string {
  return text.replace(/^\u{FEFF}/u, "").replaceAll("\r\n", "\n");
}

/** The folder that holds `.git`: `path`, or above it. A bare repository has none, and is its own root. */
async function findRoot(path: string, files: LocalFiles): Promise<string> {
  let folder = path.replace(/(?<=.)\/+$/, "");
  for (let above = 0; above < MOST_PARENTS; above += 1) {
    if (await exists(within(folder, ".git"), files)) return folder;
    if ((await exists(within(folder, "HEAD"), files)) && (await exists(within(folder, "objects"), files)))
      break;
    folder = folder === "." ? ".." : within(folder, "..");
  }
  return path;
}

async function exists(path: string, files: LocalFiles): Promise<boolean> {
  return (await files.readTextFile(path, 0)).kind !== "absent";
}

function within(folder: string, name: string): string {
  return folder === "." ? name : `${folder.replace(/\/+$/, "")}/${name}`;
}

function findAtTip(line: string, history: ChangeHistory): Promise<Result<LocalCatalog, string> | undefined> {
  return findOne(CATALOG_PATHS, async (name) => {
    const file = `${line}:${name}`;
    const reading = await history.readFile(name);
    switch (reading.kind) {
      case "absent":
        return undefined;
      case "text":
        return succeed({ text: reading.text, file });
      case "not-text":
        return fail(`${file} is not UTF-8 text.`);
      case "too-large":
        return fail(`${file} has ${reading.size} bytes; a catalog has at most 256 KiB.`);
    }
  });
}

async function findOne(
  names: readonly string[],
  read: (name: string) => Promise<Result<LocalCatalog, string> | undefined>,
): Promise<Result<LocalCatalog, string> | undefined> {
  const found: Result<LocalCatalog, string>[] = [];
  for (const name of names) {
    const reading = await read(name);
    if (reading !== undefined) found.push(reading);
  }
  const [first, second] = found;
  if (first?.ok && second?.ok) {
    return fail(`Both ${first.value.file} and ${second.value.file} exist; keep one of them.`);
  }
  return first;
}

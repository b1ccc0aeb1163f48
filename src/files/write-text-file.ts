import { randomUUID } from "node:crypto";
import { chmod, link, lstat, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fail, type Result, succeed } from "../model/result.ts";
import type { WriteRule } from "../workflows/ports/local-files.ts";
import { findWayOut } from "./find-way-out.ts";
import { makeFolders } from "./make-folders.ts";
import { toErrorCode } from "./to-error-code.ts";

export async function ensureFolder(path: string, mode?: number): Promise<Result<void, string>> {
  try {
    await makeFolders(path, mode);
    return succeed(undefined);
  } catch (error) {
    return fail(`The folder ${path} can't be made: ${describe(toErrorCode(error))}.`);
  }
}

export async function writeTextFile(
  path: string,
  text: string | Iterable<string>,
  rule: WriteRule,
): Promise<Result<void, string>> {
  const { ifExists, within } = typeof rule === "string" ? { ifExists: rule, within: undefined } : rule;
  try {
    const out = within === undefined ? undefined : await findWayOut(path, within);
    if (out !== undefined) {
      return fail(`${path} can't be written: a link leads out of ${within}, to ${out}; remove the link.`);
    }
    return await writeWhole(path, text, ifExists);
  } catch (error) {
    const code = toErrorCode(error);
    if (code === "ENOENT") return fail(`There is no folder ${dirname(path)} to write into; make it first.`);
    return fail(
      code === "EEXIST" ? `${path} exists already.` : `${path} can't be written: ${describe(code)}.`,
    );
  }
}

export async function removeFile(path: string): Promise<Result<void, string>> {
  try {
    await rm(path);
    return succeed(undefined);
  } catch (error) {
    return fail(`${path} can't be removed: ${describe(toErrorCode(error))}.`);
  }
}

/**
 * A reader sees the old file, the new one, or none, but no half. A device or pipe (`/dev/null`, `/dev/stdout`) is
 * written to: a rename would put a plain file in its place. A link is refused: who overwrites a file names it.
 */
async function writeWhole(
  path: string,
  text: string | Iterable<string>,
  ifExists: "refuse" | "replace",
): Promise<Result<void, string>> {
  const before = await stat(path).catch(() => undefined);
  if (before !== undefined && (!before.isFile() || OPEN_FILES.test(path))) {
    await writeFile(path, text);
    return succeed(undefined);
  }
  const own = await lstat(path).catch(() => undefined);
  if (own?.isSymbolicLink()) {
    return fail(`${path} is a link, and nothing is written through one; name the file itself.`);
  }
  if (own !== undefined && ifExists === "refuse") return fail(`${path} exists already.`);
  // Of the folder as it is now: nobody can put another one in its place meanwhile.
  const target = join(await realpath(dirname(path)), basename(path));
  const part = `${target}.${randomUUID()}.part`;
  try {
    await writeFile(part, text, { flag: "wx" });
    if (before !== undefined) await chmod(part, before.mode & 0o777);
    await (ifExists === "replace" ? rename(part, target) : putInPlace(part, target));
    return succeed(undefined);
  } finally {
    await rm(part, { force: true });
  }
}

/** What this process has open already, given to it as an address. */
const OPEN_FILES = /^\/(?:dev\/(?:stdout|stderr|fd\/)|proc\/self\/fd\/)/;

/** A link fails where the name is taken meanwhile, in one step; file systems without links have to do with less. */
async function putInPlace(part: string, target: string): Promise<void> {
  await link(part, target).catch(async (error: unknown) => {
    if (toErrorCode(error) === "EEXIST") throw error;
    await rename(part, target);
  });
}

function describe(code: string): string {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EISDIR":
      return "it is a folder";
    case "EEXIST":
    case "ENOTDIR":
      return "a file stands where a folder should be";
    case "EDQUOT":
    case "ENOSPC":
      return "the disk is full";
    case "EROFS":
      return "the disk is read-only";
    case "ENAMETOOLONG":
      return "the name is too long";
    case "ELOOP":
      return "its links lead in a circle";
    case "ENOENT":
      return "nothing can be made there";
    default:
      return code;
  }
}

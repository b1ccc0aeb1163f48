import { randomUUID } from "node:crypto";
import { chmod, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fail, type Result, succeed } from "../model/result.ts";
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
  ifExists: "refuse" | "replace",
): Promise<Result<void, string>> {
  try {
    if (ifExists === "refuse") await writeFile(path, text, { flag: "wx" });
    else await replaceFile(path, text);
    return succeed(undefined);
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
 * A reader sees the old file or the new one, whole. A link stays a link, and a device or pipe (`/dev/null`,
 * `/dev/stdout`) is written to: a rename would put a plain file in its place.
 */
async function replaceFile(path: string, text: string | Iterable<string>): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before !== undefined && !before.isFile()) return writeFile(target, text);
  const part = `${target}.${randomUUID()}.part`;
  try {
    await writeFile(part, text, { flag: "wx" });
    if (before !== undefined) await chmod(part, before.mode & 0o777);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
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

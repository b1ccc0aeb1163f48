import { randomUUID } from "node:crypto";
import { link, lstat, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fail, type Result, succeed } from "../model/result.ts";
import type { CredentialsPlace } from "../workflows/ports/app-registrar.ts";
import { makeFolders } from "./make-folders.ts";
import { toErrorCode } from "./to-error-code.ts";

/** Codes of file systems that know no hard links. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** `.credentials.0f8c….part` */
const PART = /^\.credentials\.[0-9a-f-]{36}\.part$/;
/** Another process's own stands for a moment only. */
const LEFT_OVER_MS = 60_000;

/** The file `path`, which nobody but its owner may read, from its first byte on. */
export function createCredentialsPlace(path: string): CredentialsPlace {
  return {
    path,
    async inspect() {
      // A link that leads nowhere is in the way as well, and would be found only after the exchange.
      const isThere = await lstat(path).then(
        () => true,
        () => false,
      );
      if (isThere) return fail(toExistsSentence(path));
      return attempt(path, async () => {
        await ensureFolder(dirname(path));
        const part = toPartPath(path);
        await writeWhole(part, "");
        await removeLeftOvers(part);
        await rm(part);
      });
    },
    keep: (text) =>
      attempt(path, async () => {
        const part = toPartPath(path);
        try {
          await writeWhole(part, text);
          await putInPlace(part, path);
        } finally {
          await rm(part, { force: true });
        }
        // It stands there, and is used at the next start: not every system can do more with a folder.
        await syncFolder(dirname(path)).catch(() => undefined);
      }),
  };
}

async function ensureFolder(path: string): Promise<void> {
  try {
    await makeFolders(path, 0o700);
  } catch (error) {
    // Said of the folder it means a file in its place; said of our own file it means another one.
    if (toErrorCode(error) !== "EEXIST") throw error;
    throw Object.assign(new Error("A file stands in the place of a folder.", { cause: error }), {
      code: "ENOTDIR",
    });
  }
}

/** On disk before it is said so: GitHub shows a private key once. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link fails where the name is taken, in one step; a rename would put two set-ups at once into one file. */
async function putInPlace(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    if (!NO_LINKS.has(toErrorCode(error))) throw error;
    // The place was empty when it was inspected: without links that has to do.
    await rename(part, path);
  }
}

/** The name of the new file is in the folder, and is lost with a crash unless that is on disk as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function toPartPath(path: string): string {
  return join(dirname(path), `.credentials.${randomUUID()}.part`);
}

/** What a process that was killed has left may hold a key. Older by the clock of the folder itself. */
async function removeLeftOvers(part: string): Promise<void> {
  const folder = dirname(part);
  const { mtimeMs: nowMs } = await lstat(part);
  for (const name of (await readdir(folder)).filter((one) => PART.test(one))) {
    const path = join(folder, name);
    const isOld = await lstat(path).then(
      ({ mtimeMs }) => nowMs - mtimeMs > LEFT_OVER_MS,
      () => false,
    );
    if (isOld) await rm(path, { force: true });
  }
}

async function attempt(path: string, work: () => Promise<void>): Promise<Result<void, string>> {
  try {
    await work();
    return succeed(undefined);
  } catch (error) {
    return fail(toSentence(path, toErrorCode(error)));
  }
}

function toSentence(path: string, code: string): string {
  const mend = "set DATA_DIR to a folder that this user may write into.";
  switch (code) {
    case "EEXIST":
      return toExistsSentence(path);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${path} can't be written (no permission): ${mend}`;
    case "ENOTDIR":
      return `${path} can't be written (a file stands where a folder should be): ${mend}`;
    case "ENOSPC":
      return `${path} can't be written (the disk is full): free some space.`;
    default:
      return `${path} can't be written (${code}): ${mend}`;
  }
}

function toExistsSentence(path: string): string {
  return `${path} is there already: an app was registered by another process; restart this one to use it.`;
}

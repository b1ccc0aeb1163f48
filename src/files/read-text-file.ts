import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { TextFileReading } from "../workflows/ports/local-files.ts";
import { findOwnFolder, findWayOut } from "./find-way-out.ts";
import { toErrorCode } from "./to-error-code.ts";

/** Codes of a path that leads to nothing. */
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);

export async function readTextFile(path: string, maxBytes: number): Promise<TextFileReading> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    // Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = toErrorCode(error);
    return ABSENT.has(code) ? { kind: "absent" } : unreadable(path, describeRefusal(code));
  }
  try {
    const facts = await handle.stat();
    if (facts.isDirectory()) return unreadable(path, "is a folder, not a file");
    if (!facts.isFile()) return unreadable(path, "is not a regular file; pass - and pipe it in");
    if (facts.size > maxBytes)
      return unreadable(path, `has ${facts.size} bytes; at most ${maxBytes} are read`);
    return decode(path, await handle.readFile());
  } catch (error) {
    return unreadable(path, describeRefusal(toErrorCode(error)));
  } finally {
    await handle.close();
  }
}

/** A file of a repository, as its catalog: refused where a link leads out of it. */
export async function readRepositoryFile(path: string, maxBytes: number): Promise<TextFileReading> {
  const folder = await findOwnFolder(path);
  const out = folder === undefined ? undefined : await findWayOut(path, folder).catch(() => undefined);
  if (out === undefined || out === "nowhere") return readTextFile(path, maxBytes);
  return unreadable(path, `is a link that leads out of the repository, to ${out}; put the file itself there`);
}

function decode(path: string, bytes: Buffer): TextFileReading {
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return unreadable(path, "is not UTF-8 text");
  }
}

function describeRefusal(code: string): string {
  if (code === "EACCES" || code === "EPERM") return "can't be read: permission denied";
  if (code === "ENAMETOOLONG") return "can't be read: the name is too long";
  if (code === "ELOOP") return "can't be read: its links lead in a circle";
  return `can't be read (${code})`;
}

/** The name is shown short: a name that is too long is one of the things told here. */
function unreadable(path: string, what: string): TextFileReading {
  const shown = path.length > 300 ? `${path.slice(0, 300)}...` : path;
  return { kind: "unreadable", message: `${shown} ${what}.` };
}

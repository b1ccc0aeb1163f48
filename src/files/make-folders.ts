import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { toErrorCode } from "./to-error-code.ts";

/**
 * A folder and those above it, each once. Node's own recursive mkdir goes round for ever where a file system refuses
 * with ENOENT though the folder above is there, as /proc does.
 */
export async function makeFolders(path: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const code = toErrorCode(error);
    if (code !== "ENOENT" || dirname(path) === path) return await requireFolder(path, error);
    await makeFolders(dirname(path), mode);
    await mkdir(path, { mode }).catch((again: unknown) => requireFolder(path, again));
  }
}

/** It may stand there already, or somebody was quicker. */
async function requireFolder(path: string, error: unknown): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) throw error;
}

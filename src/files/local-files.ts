import type { LocalFiles } from "../workflows/ports/local-files.ts";
import { readRepositoryLayout } from "./read-repository-layout.ts";
import { readRepositoryFile, readTextFile } from "./read-text-file.ts";
import { ensureFolder, removeFile, writeTextFile } from "./write-text-file.ts";

/** Files of this machine through Node. Every failure that a user can cause is a sentence, not an exception. */
export const localFiles: LocalFiles = {
  readTextFile,
  readRepositoryFile,
  writeTextFile,
  ensureFolder,
  removeFile,
  readRepositoryLayout,
};

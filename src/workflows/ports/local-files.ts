import type { Result } from "../../model/result.ts";
import type { RepositoryLayout } from "../../starter/repository-layout.ts";

export type TextFileReading =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  /** The one sentence that says why: a folder, not UTF-8, too large, no permission. */
  | { readonly kind: "unreadable"; readonly message: string };

/** What becomes of a file that is there already; `within` is a folder that no link on the way may lead out of. */
export type WriteRule =
  | "refuse"
  | "replace"
  | { readonly ifExists: "refuse" | "replace"; readonly within: string };

/** Files of this machine. Paths are as the user wrote them, relative to the current folder. */
export interface LocalFiles {
  /** At most `maxBytes` are read; a longer file is `unreadable`. A byte order mark is kept. */
  readTextFile(path: string, maxBytes: number): Promise<TextFileReading>;
  /** The same, `unreadable` where a link leads out of the repository that the path is in. */
  readRepositoryFile(path: string, maxBytes: number): Promise<TextFileReading>;
  /**
   * Into a folder that exists. Whole or not at all, but for a device or a pipe, which is written to as it is. The
   * failure is one sentence; an existing file is refused unless `replace`, and a link always. Pieces of a text are
   * taken one after another.
   */
  writeTextFile(
    path: string,
    text: string | Iterable<string>,
    rule: WriteRule,
  ): Promise<Result<void, string>>;
  /** Makes the folder and those above it where they are missing; the failure is one sentence. */
  ensureFolder(path: string): Promise<Result<void, string>>;
  /** Takes back a file that was just written; the failure is one sentence. */
  removeFile(path: string): Promise<Result<void, string>>;
  /** What `init` looks at; bounded in depth and count. */
  readRepositoryLayout(path: string): Promise<Result<RepositoryLayout, string>>;
}

import type { FileChange } from "../driver.ts";
import type { ChangedFile } from "../world/entities.ts";

/** A change as the commit keeps it and as the pull request lists it. */
export interface AppliedChanges {
  readonly changes: ReadonlyMap<string, string | null>;
  readonly files: readonly ChangedFile[];
}

/** `findBefore` gives the text that stood there before; texts that nobody gave are made up from `seed`. */
export function applyFileChanges(
  files: readonly FileChange[],
  findBefore: (path: string) => string | undefined,
  seed: string,
): AppliedChanges {
  const changes = new Map<string, string | null>();
  const listed = files.map((file): ChangedFile => {
    const { path, previousPath } = file;
    const before = findBefore(previousPath ?? path);
    const text = toText(file, before, seed);
    if (previousPath !== undefined) changes.set(previousPath, null);
    changes.set(path, text);
    return {
      path,
      status: toStatus(file, before),
      ...(previousPath === undefined ? {} : { previousPath }),
      additions: text === null || text === before ? 0 : countLines(text),
      deletions: before === undefined || text === before ? 0 : countLines(before),
    };
  });
  return { changes, files: listed };
}

function toText(
  { path, content, previousPath, isRemoved }: FileChange,
  before: string | undefined,
  seed: string,
): string | null {
  if (isRemoved === true) return null;
  if (content !== undefined) return content;
  return previousPath !== undefined && before !== undefined ? before : `${path} ${seed}\n`;
}

function toStatus(
  { previousPath, isRemoved }: FileChange,
  before: string | undefined,
): ChangedFile["status"] {
  if (isRemoved === true) return "removed";
  if (previousPath !== undefined) return "renamed";
  return before === undefined ? "added" : "modified";
}

/** Later changes of a path stand in place of earlier ones. */
export function mergeFiles(
  earlier: readonly ChangedFile[],
  later: readonly ChangedFile[],
): readonly ChangedFile[] {
  const merged = new Map(earlier.map((file) => [file.path, file] as const));
  for (const file of later) {
    const known = merged.get(file.path);
    // Added and then modified is still added, against the base.
    merged.set(
      file.path,
      known?.status === "added" && file.status === "modified" ? { ...file, status: "added" } : file,
    );
  }
  return [...merged.values()];
}

function countLines(text: string): number {
  return text === "" ? 0 : text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

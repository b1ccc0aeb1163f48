import type { FileReading } from "../workflows/ports/change-history.ts";
import type { RepositoryPlace } from "./read-place.ts";
import { runGit } from "./run-git.ts";

/** Four times what a catalog may have: enough to say of a file that it is too large, and not what is in it. */
const LIMIT = 1_048_576;

/** `1a2b... blob 120`: what `git cat-file --batch` prints before the bytes of a file. */
const BLOB = /^[0-9a-f]{40,64} blob (\d+)$/;

/** A file as committed at the tip of the line. Links inside the tree are followed; those out of it count as absent. */
export async function readCommittedFile({ place, tip }: RepositoryPlace, path: string): Promise<FileReading> {
  // A request is a line.
  if (path.includes("\n")) return { kind: "absent" };
  const output = await runGit(place, ["cat-file", "--batch", "--follow-symlinks"], {
    input: `${tip}:${path}\n`,
    limit: LIMIT + 256,
  });
  const end = output.stdout.indexOf("\n");
  const size = BLOB.exec(output.stdout.toString("latin1", 0, Math.max(end, 0)))?.[1];
  if (size === undefined) return { kind: "absent" };
  if (Number(size) > LIMIT) return { kind: "too-large", size: Number(size) };
  return toReading(output.stdout.subarray(end + 1, end + 1 + Number(size)));
}

function toReading(bytes: Buffer): FileReading {
  if (bytes.includes(0)) return { kind: "not-text" };
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { kind: "not-text" };
  }
}

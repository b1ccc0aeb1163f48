import { createHash } from "node:crypto";
import type { Commit } from "./entities.ts";
import type { WorldView } from "./world.ts";

export function toBlobSha(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** Text of the file on that commit. A commit keeps what it changed, so the line is walked back to the last change. */
export function findFile(view: WorldView, sha: string, path: string): string | undefined {
  for (const commit of walkBack(view, sha)) {
    const text = commit.changes.get(path);
    if (text !== undefined) return text ?? undefined;
  }
  return undefined;
}

/** Path -> text of every file below the folder (`""`: of all), sorted by path. */
export function listFiles(view: WorldView, sha: string, folder: string): ReadonlyMap<string, string> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const seen = new Map<string, string | null>();
  for (const commit of walkBack(view, sha)) {
    for (const [path, text] of commit.changes) {
      if (path.startsWith(prefix) && !seen.has(path)) seen.set(path, text);
    }
  }
  const files = [...seen].flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  return new Map(files.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function* walkBack(view: WorldView, sha: string): Generator<Commit> {
  let next: string | undefined = sha;
  while (next !== undefined) {
    const commit: Commit | undefined = view.commits.find(next);
    if (commit === undefined) return;
    yield commit;
    next = commit.parent;
  }
}

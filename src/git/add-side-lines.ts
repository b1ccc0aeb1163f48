import { createLineIndex, type LineEntry, type LineIndex } from "./line-index.ts";
import { type CommitReader, openCommitReader } from "./open-commit-reader.ts";
import type { OwnLine } from "./parse-line-merge.ts";
import { type HidingMerge, type ReadLine, readCommit } from "./read-line-index.ts";
import type { GitPlace } from "./run-git.ts";

/** Merges of other lines that are looked into, the newest ones, and commits of each: enough to tell of them. */
const MOST_MERGES = 50;
const MOST_COMMITS = 500;

export interface WholeLine {
  readonly index: LineIndex;
  /** Merges of the line into itself, newest first, and the commits of their other sides, which are counted as well. */
  readonly joined: { readonly merges: readonly string[]; readonly commits: number };
  /** Merges that hide pull requests which are not counted one by one, newest first. */
  readonly hiding: readonly { readonly sha: string; readonly numbers: readonly number[] }[];
}

export interface SideRequest {
  readonly place: GitPlace;
  readonly line: OwnLine;
  readonly read: Pick<ReadLine, "index" | "merges">;
  readonly shaBytes: number;
}

/**
 * The line with the other sides of the merges of it into itself. Somebody who pulls and pushes again makes the local
 * commits the first parents; what had landed in between is then the second parent, and no less on the line.
 */
export async function addSideLines(request: SideRequest): Promise<WholeLine> {
  const { index, merges } = request.read;
  if (merges.length === 0) return { index, joined: { merges: [], commits: 0 }, hiding: [] };
  const reader = openCommitReader(request.place);
  try {
    return await createWalk(request, reader).walkAll();
  } finally {
    reader.close();
  }
}

interface Side {
  /** Newest first; the sides of merges on it stand at their places. */
  readonly entries: LineEntry[];
  readonly numbers: number[];
}

function createWalk({ read, line, shaBytes }: SideRequest, reader: CommitReader) {
  const { index, merges } = read;
  const seen = new Set<string>();
  const joined: string[] = [];
  const hiding: { sha: string; numbers: readonly number[] }[] = [];

  async function walk(
    from: string,
    most: number,
    open: (merge: HidingMerge) => Promise<LineEntry[] | undefined>,
  ) {
    const side: Side = { entries: [], numbers: [] };
    let sha: string | undefined = from;
    for (let count = 0; count < most && sha !== undefined && !index.has(sha) && !seen.has(sha); count++) {
      const commit = await reader.read(sha);
      if (commit === undefined) {
        cutOff(side.entries);
        break;
      }
      seen.add(sha);
      const { entries, merge } = readCommit(commit, line);
      for (const { number } of entries) if (number !== undefined) side.numbers.push(number);
      const inner = merge === undefined ? undefined : await open(merge);
      for (const entry of inner ?? entries) side.entries.push(entry);
      sha = commit.parents[0];
    }
    return side;
  }

  /** The entries that stand in the place of a merge of the line into itself; undefined where it stays as it is. */
  async function join(merge: HidingMerge): Promise<LineEntry[] | undefined> {
    if (merge.kind !== "own-line") return undefined;
    if (await tookNothing(merge)) {
      await tell(merge);
      return undefined;
    }
    const { entries } = await walk(merge.side, Number.POSITIVE_INFINITY, join);
    joined.push(merge.sha);
    return merge.mayAnswer ? undefined : entries;
  }

  /** `git merge -s ours`: the files are those of the first parent. */
  async function tookNothing({ sha, parent }: HidingMerge): Promise<boolean> {
    const [merged, first] = [await reader.read(sha), await reader.read(parent)];
    return merged !== undefined && merged.tree === first?.tree;
  }

  async function tell({ sha, side }: HidingMerge): Promise<void> {
    const { numbers } = await walk(side, MOST_COMMITS, async () => undefined);
    if (numbers.length > 0) hiding.push({ sha, numbers });
  }

  return {
    async walkAll(): Promise<WholeLine> {
      const sides = new Map<string, readonly LineEntry[]>();
      // Oldest first: what two of them reach came by the older one.
      for (const merge of merges.toReversed()) {
        const entries = await join(merge);
        if (entries !== undefined) sides.set(merge.sha, entries);
      }
      const others = merges.filter(({ kind }) => kind === "other-line").slice(0, MOST_MERGES);
      for (const merge of others.toReversed()) await tell(merge);
      const commits = [...sides.values()].reduce((sum, entries) => sum + entries.length, 0);
      return {
        index: sides.size === 0 ? index : insert(index, sides, shaBytes),
        joined: { merges: joined.toReversed(), commits },
        hiding: hiding.toReversed(),
      };
    },
  };
}

/** Compared with itself a commit whose parent is not here has no paths; see `listLineChanges`. */
function cutOff(entries: LineEntry[]): void {
  const last = entries.pop();
  if (last !== undefined) entries.push({ ...last, parent: last.sha });
}

function insert(
  index: LineIndex,
  sides: ReadonlyMap<string, readonly LineEntry[]>,
  shaBytes: number,
): LineIndex {
  const builder = createLineIndex(shaBytes);
  for (let at = 0; at < index.count; at++) {
    const entry = index.entryAt(at);
    for (const each of sides.get(entry.sha) ?? [entry]) builder.add(each);
  }
  return builder.build();
}

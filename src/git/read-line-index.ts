import type { Result } from "../model/result.ts";
import type { GitProblem } from "../workflows/ports/change-history.ts";
import { createLineIndex, type LineEntry, type LineIndex } from "./line-index.ts";
import { parseChangeNumbers, toFirstLine } from "./parse-change-message.ts";
import { type LineMerge, type OwnLine, parseLineMerge } from "./parse-line-merge.ts";
import { type GitPlace, readToEnd, startGit } from "./run-git.ts";
import { splitFields } from "./split-fields.ts";
import { toGitProblem } from "./to-git-problem.ts";

/**
 * Every way of answering in a message holds one of these: the line and the command the first, the marker of a
 * checklist the second. A message without them is never read again.
 */
const MAY_ANSWER = /impact|throughline/i;

/** `commit 1a2b...\n1700000000 1700000000`: the first field of a record, with what ended the record before. */
const HEAD = /^\n?commit ([0-9a-f]{40,64})\n(\S*) (\S*)$/;

/** After the year 9999, as seconds: nobody means such a date, and days after it have no name of four digits. */
const END_OF_DATES = 253_402_300_800;

export interface ReadLine {
  readonly index: LineIndex;
  /** Merges that may hide pull requests, newest first. */
  readonly merges: readonly HidingMerge[];
  /** Commits whose committer date git could not read, or which is none: how many, and the newest one's SHA. */
  readonly undated: { readonly count: number; readonly newest: string | undefined };
}

/** A merge that names no pull request and did not bring in a branch of its own. */
export interface HidingMerge {
  readonly sha: string;
  readonly kind: Exclude<LineMerge, "branch">;
  readonly parent: string;
  /** The tip of what it brought in. */
  readonly side: string;
  readonly mayAnswer: boolean;
}

/** What the text of a commit tells, whichever call of git printed it. */
export interface CommitText {
  readonly sha: string;
  /** Seconds as they stand there. */
  readonly committedAt: string;
  readonly authoredAt: string;
  readonly parents: readonly string[];
  /** Latin-1 is the fastest way to text, and all that is looked for here is ASCII. */
  readonly message: string;
}

export interface ReadCommit {
  /** Several where a merge queue landed several at once; newest first, as everything of a line. */
  readonly entries: readonly LineEntry[];
  readonly merge: HidingMerge | undefined;
}

/**
 * Reads times, numbers and branch tips of the whole line, without comparing trees, which costs three times as much:
 * the trees follow when it is known which changes are wanted.
 */
export async function readLineIndex(
  place: GitPlace,
  path: string,
  line: OwnLine & { readonly tip: string },
): Promise<Result<ReadLine, GitProblem>> {
  const { tip } = line;
  const run = startGit(place, [
    "rev-list",
    "--first-parent",
    "--encoding=UTF-8",
    "--format=%ct %at%x00%P%x00%B%x00",
    tip,
    "--",
  ]);
  const fed = run.feed([]);
  const builder = createLineIndex(tip.length / 2);
  const merges: HidingMerge[] = [];
  let undated = 0;
  let newest: string | undefined;
  const splitter = splitFields(
    collect((commit) => {
      if (toSeconds(commit.committedAt) === undefined) {
        undated++;
        newest ??= commit.sha;
      }
      const { entries, merge } = readCommit(commit, line);
      for (const entry of entries) builder.add(entry);
      if (merge !== undefined) merges.push(merge);
    }),
  );
  const end = await readToEnd(run, splitter.push);
  await fed;
  if (end.kind === "not-started" || end.code !== 0) return { ok: false, error: toGitProblem(path, end) };
  return { ok: true, value: { index: builder.build(), merges, undated: { count: undated, newest } } };
}

function collect(take: (commit: CommitText) => void): (bytes: Buffer, start: number, end: number) => void {
  let field = 0;
  let sha = "";
  let committedAt = "";
  let authoredAt = "";
  let parents: readonly string[] = [];
  return (bytes, start, end) => {
    const text = bytes.toString("latin1", start, end);
    if (field === 0) {
      const head = HEAD.exec(text);
      if (head === null) throw new Error("git rev-list printed something that is no commit");
      sha = head[1] ?? "";
      committedAt = head[2] ?? "";
      authoredAt = head[3] ?? "";
    } else if (field === 1) parents = text === "" ? [] : text.split(" ");
    else take({ sha, committedAt, authoredAt, parents, message: text });
    field = (field + 1) % 3;
  };
}

export function readCommit(commit: CommitText, line: OwnLine): ReadCommit {
  const { sha, parents, message } = commit;
  const numbers = parseChangeNumbers(message, line);
  const mayAnswer = MAY_ANSWER.test(message);
  const landedAtMs = (toSeconds(commit.committedAt) ?? toSeconds(commit.authoredAt) ?? Number.NaN) * 1000;
  const [parent, side] = parents;
  const kind =
    side === undefined || numbers.length > 0 ? "branch" : parseLineMerge(toFirstLine(message), line);
  const made = { sha, landedAtMs, mayAnswer, parent };
  if (numbers.length > 1) {
    // bors merges the branches of a batch in the order of their numbers.
    const entries = numbers.map((number, part) => ({
      ...made,
      number,
      branchTip: parents.length === numbers.length + 1 ? parents[part + 1] : side,
    }));
    return { entries: entries.toReversed(), merge: undefined };
  }
  // Of several branches that were merged at once, for no pull request, none has more of the change than the others.
  const branchTip = kind === "branch" && (parents.length === 2 || numbers.length > 0) ? side : undefined;
  const merge =
    kind === "branch" || parent === undefined || side === undefined
      ? undefined
      : { sha, kind, parent, side, mayAnswer };
  return { entries: [{ ...made, number: numbers[0], branchTip }], merge };
}

/** A date as git prints it: nothing where it cannot read it, and any count of digits. */
function toSeconds(text: string): number | undefined {
  const seconds = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return seconds < END_OF_DATES ? seconds : undefined;
}

import type { Result } from "../model/result.ts";
import type { GitProblem } from "../workflows/ports/change-history.ts";
import { createLineIndex, type LineIndex, type LineIndexBuilder } from "./line-index.ts";
import { isPullRequestMerge, parseChangeNumber } from "./parse-change-message.ts";
import { splitFields } from "./split-fields.ts";
import { type GitPlace, readToEnd, startGit } from "./start-git.ts";
import { toGitProblem } from "./to-git-problem.ts";

/**
 * Every way of answering in a message holds one of these: the line and the command the first, the marker of a
 * checklist the second. A message without them is never read again.
 */
const MAY_ANSWER = /impact|throughline/i;

/** `commit 1a2b...\n1700000000`: the first field of a record, with what ended the record before. */
const HEAD = /^\n?commit ([0-9a-f]{40,64})\n(-?\d+)$/;

/**
 * Reads times, numbers and branch tips of the whole line, without comparing trees, which costs three times as much:
 * the trees follow when it is known which changes are wanted.
 */
export async function readLineIndex(
  place: GitPlace,
  path: string,
  tip: string,
): Promise<Result<LineIndex, GitProblem>> {
  const run = startGit(place, [
    "rev-list",
    "--first-parent",
    "--encoding=UTF-8",
    "--format=%ct%x00%P%x00%B%x00",
    tip,
    "--",
  ]);
  const fed = run.feed([]);
  const builder = createLineIndex(tip.length / 2);
  const splitter = splitFields(collect(builder));
  const end = await readToEnd(run, splitter.push);
  await fed;
  if (end.kind === "not-started" || end.code !== 0) return { ok: false, error: toGitProblem(path, end) };
  return { ok: true, value: builder.build() };
}

function collect(builder: LineIndexBuilder): (bytes: Buffer, start: number, end: number) => void {
  let field = 0;
  let sha = "";
  let landedAtMs = 0;
  let parents = "";
  return (bytes, start, end) => {
    if (field === 0) {
      const head = HEAD.exec(bytes.toString("latin1", start, end));
      if (head === null) throw new Error("git rev-list printed something that is no commit");
      sha = head[1] ?? "";
      landedAtMs = Number(head[2]) * 1000;
    } else if (field === 1) {
      parents = bytes.toString("latin1", start, end);
    } else {
      // Latin-1 is the fastest way to text, and all that is looked for here is ASCII.
      const message = bytes.toString("latin1", start, end);
      const first = toFirstLine(message);
      const branchTip = isPullRequestMerge(first) ? parents.split(" ")[1] : undefined;
      const number = parseChangeNumber(first);
      builder.add({ sha, landedAtMs, number, mayAnswer: MAY_ANSWER.test(message), branchTip });
    }
    field = (field + 1) % 3;
  };
}

function toFirstLine(message: string): string {
  const end = message.search(/[\r\n]/);
  return end === 0 ? (message.trim().split(/[\r\n]/, 1)[0] ?? "") : end < 0 ? message : message.slice(0, end);
}

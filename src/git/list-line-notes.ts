import type { WholeLine } from "./add-side-lines.ts";
import type { ReadLine } from "./read-line-index.ts";

const SHA_DIGITS = 12;
/** Numbers that a sentence names. */
const MOST_NUMBERS = 5;

/** What the user has to know of commits that are counted otherwise than they stand on the line; a sentence each. */
export function listLineNotes(
  line: string,
  { undated }: Pick<ReadLine, "undated">,
  { joined, hiding }: WholeLine,
): readonly string[] {
  return [
    ...describeUndated(line, undated),
    ...describeJoined(line, joined),
    ...describeHiding(line, hiding),
  ];
}

function describeUndated(line: string, { count, newest }: ReadLine["undated"]): readonly string[] {
  if (newest === undefined) return [];
  const sha = newest.slice(0, SHA_DIGITS);
  return [
    count === 1
      ? `Commit ${sha} of ${line} has no committer date that Git can read; it counts on its author's date, or else on that of the commit before it.`
      : `${count} commits of ${line} have no committer date that Git can read, the newest is ${sha}; they count on their author's date, or else on that of the commit before them.`,
  ];
}

function describeJoined(line: string, { merges, commits }: WholeLine["joined"]): readonly string[] {
  const newest = merges[0]?.slice(0, SHA_DIGITS);
  if (newest === undefined || commits === 0) return [];
  const what = commits === 1 ? "1 commit is" : `${commits} commits are`;
  return [
    merges.length === 1
      ? `Merge ${newest} joins two halves of ${line}; on its other side ${what} counted, and the merge itself is not.`
      : `${merges.length} merges join two halves of ${line}, the newest is ${newest}; on their other sides ${what} counted, and the merges themselves are not.`,
  ];
}

function describeHiding(line: string, hiding: WholeLine["hiding"]): readonly string[] {
  const newest = hiding[0]?.sha.slice(0, SHA_DIGITS);
  if (newest === undefined) return [];
  const numbers = [...new Set(hiding.flatMap((each) => each.numbers))];
  const shown = numbers.slice(0, MOST_NUMBERS).map((number) => `#${number}`);
  const more = numbers.length - shown.length;
  const list = `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return [
    hiding.length === 1
      ? `Merge ${newest} of ${line} brings in ${list}, which are not counted one by one; to read the branch that they landed on, run git remote set-head origin BRANCH.`
      : `${hiding.length} merges of ${line}, the newest is ${newest}, bring in ${list}, which are not counted one by one; to read the branch that they landed on, run git remote set-head origin BRANCH.`,
  ];
}

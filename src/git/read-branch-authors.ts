import type { LineIndex } from "./line-index.ts";
import { openCommitReader } from "./open-commit-reader.ts";
import { type GitPlace, readToEnd, startGit } from "./run-git.ts";
import { splitFields } from "./split-fields.ts";

/** `commit 1a2b...\n3c4d... 5e6f...\nMona <mona@example.com>`, the second line with the parents. */
const RECORD = /^\n?commit ([0-9a-f]{40,64})\n([0-9a-f ]*)\n(.*)$/s;
/** `mergify[bot] <37929162+mergify[bot]@users.noreply.github.com>` */
const BOT = /\[bot\](?: <|@)/i;
export function isBot(author: string): boolean {
  return BOT.test(author);
}

/** Commits of one branch that are looked at for a person. */
const MOST_COMMITS = 100;

/**
 * Full SHA -> `Name <email>` of the tips of the branches that merge commits brought in. Whoever pressed the button is
 * the author of the merge commit; whose change it was, the branch tells: its newest commit that is no merge, by a
 * person if there is one, because bots merge the main branch into it and add fixes. A tip that this clone lacks is left
 * out.
 */
export async function readBranchAuthors(
  place: GitPlace,
  index: LineIndex,
  wanted: readonly number[],
): Promise<ReadonlyMap<string, string>> {
  const authors = new Map<string, string>();
  const tips = wanted.map((at) => index.branchTipAt(at)).filter((tip) => tip !== undefined);
  if (tips.length === 0) return authors;
  // The order of these options matters: behind --stdin, --ignore-missing comes too late.
  const run = startGit(place, [
    "rev-list",
    "--ignore-missing",
    "--no-walk=unsorted",
    "--stdin",
    "--encoding=UTF-8",
    "--format=%P%n%an <%ae>%x00",
  ]);
  const fed = run.feed(tips.map((tip) => `${tip}\n`));
  const unclear: string[] = [];
  const splitter = splitFields((bytes, start, end) => {
    const [, sha = "", parents = "", author = ""] = RECORD.exec(bytes.toString("utf8", start, end)) ?? [];
    authors.set(sha, author);
    if (parents.includes(" ") || isBot(author)) unclear.push(sha);
  });
  // Its failure costs nothing but the better author: a damaged line is told by the calls that need it.
  await readToEnd(run, splitter.push);
  await fed;
  await findPeople({ place, index }, unclear, authors);
  return authors;
}

async function findPeople(
  { place, index }: { readonly place: GitPlace; readonly index: LineIndex },
  tips: readonly string[],
  authors: Map<string, string>,
): Promise<void> {
  const reader = openCommitReader(place);
  try {
    for (const tip of tips) {
      let first: string | undefined;
      let sha: string | undefined = tip;
      for (let count = 0; sha !== undefined && count < MOST_COMMITS && !index.has(sha); count++) {
        const commit = await reader.read(sha);
        if (commit === undefined) break;
        const isMerge = commit.parents.length > 1;
        if (!isMerge && commit.author !== "") first ??= commit.author;
        if (!isMerge && commit.author !== "" && !isBot(commit.author)) {
          first = commit.author;
          break;
        }
        sha = commit.parents[0];
      }
      if (first !== undefined) authors.set(tip, first);
    }
  } finally {
    reader.close();
  }
}

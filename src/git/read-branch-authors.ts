import type { LineIndex } from "./line-index.ts";
import { splitFields } from "./split-fields.ts";
import { type GitPlace, readToEnd, startGit } from "./start-git.ts";

/** `commit 1a2b...\nMona <mona@example.com>` */
const RECORD = /^\n?commit ([0-9a-f]{40,64})\n(.*)$/s;

/**
 * Full SHA -> `Name <email>` of the tips of the branches that merge commits brought in. Whoever pressed the button is
 * the author of the merge commit; whose change it was, the branch tells. A tip that this clone lacks is left out.
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
    "--format=%an <%ae>%x00",
  ]);
  const fed = run.feed(tips.map((tip) => `${tip}\n`));
  const splitter = splitFields((bytes, start, end) => {
    const record = RECORD.exec(bytes.toString("utf8", start, end));
    if (record !== null) authors.set(record[1] ?? "", record[2] ?? "");
  });
  // Its failure costs nothing but the better author: a damaged line is told by the calls that need it.
  await readToEnd(run, splitter.push);
  await fed;
  return authors;
}

import type { BackfillProgress, BackfillResult } from "../workflows/backfill/backfill-repositories.ts";
import type { BackfillCounts } from "../workflows/ports/backfill-store.ts";

const BAR_WIDTH = 24;

/** `[######------------------] 1,240 of at most 4,960 pull requests read, 3,720 left` */
export function renderBackfillProgress({ backfills, isWaiting }: BackfillProgress): string {
  const sum = (pick: (counts: BackfillCounts) => number): number =>
    backfills.reduce((total, { counts }) => total + pick(counts), 0);
  const isReading = backfills.some(({ phase }) => phase === "reading");
  // Reading ends where the span begins: how many there are before that is known only then.
  const [done, all, what] = isReading
    ? [sum(({ read }) => read), sum(({ total }) => total), "pull requests read"]
    : [
        sum(({ recorded, known }) => recorded + known),
        sum(({ merged }) => merged),
        "merged pull requests assessed",
      ];
  const filled = all === 0 ? 0 : Math.min(BAR_WIDTH, Math.floor((done / all) * BAR_WIDTH));
  const bar = `[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}]`;
  const most = isReading ? "at most " : "";
  const waiting = isWaiting ? "; waiting for GitHub's limit" : "";
  const left = toText(Math.max(0, all - done));
  return `${bar} ${toText(done)} of ${most}${toText(all)} ${what}, ${most}${left} left${waiting}`;
}

/** What was found, then what could not be rebuilt, a sentence each. */
export function listBackfillSentences(result: BackfillResult): readonly string[] {
  const { name } = result;
  if (result.kind !== "ended") return [`${name}: ${result.message}`];
  const { counts, phase } = result.backfill;
  if (phase === "off") {
    return [`${name}: no valid catalog on the default branch, so there is nothing to assess by.`];
  }
  const lost: readonly (readonly [number, string])[] = [
    [counts.withoutCheck, "landed after the first that was asked and have no check on their head any more"],
    [counts.otherCatalog, "were asked by another version of the catalog, and are assessed by today's"],
    [
      counts.editedAfterMerge,
      "have a description that was edited after the merge; what it said before is lost",
    ],
    [counts.cutPaths, "changed more files than GitHub lists"],
  ];
  return [
    `${name}: ${toText(counts.merged)} merged and ${toText(counts.open)} open pull requests read; ` +
      `${toText(counts.recorded)} recorded, ${toText(counts.known)} known before.`,
    ...lost.flatMap(([count, what]) => (count === 0 ? [] : [`${name}: ${toText(count)} ${what}.`])),
    ...(counts.editedByOthers === 0
      ? []
      : [
          `${name}: ${toText(counts.editedByOthers)} comments with an answer were edited by somebody else, and are left out.`,
        ]),
  ];
}

function toText(count: number): string {
  return count.toLocaleString("en-US");
}

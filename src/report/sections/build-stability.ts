import { listFixed } from "../list-fixed.ts";
import { listReverted } from "../list-reverted.ts";
import type { ReportMetric, Stability } from "../report.ts";
import type { ReportContext } from "../report-context.ts";
import type { SortedChanges } from "../tally/change-columns.ts";
import type { Tally } from "../tally/tally.ts";
import { toExamples } from "../to-examples.ts";

/** Reverts and fixes of the window, and per metric how many of its changes one of them followed. */
export function buildStability(context: ReportContext, metrics: readonly ReportMetric[]): Stability {
  const { changes } = context.tally;
  const { fixDays } = context.catalog.thresholds;
  const allReverted = listReverted(changes);
  const allFixed = listFixed(changes, fixDays);
  const lists = listByKind(changes, allReverted, allFixed);
  const revertedOf = listMarked(context.tally, allReverted);
  const fixedOf = listMarked(context.tally, allFixed);
  return {
    formula:
      "A fix is a change whose title starts with fix, bugfix or hotfix, or that reverts another one. " +
      `A change counts as followed by a fix where a later fix of the window shares a file with it within ${fixDays} days.`,
    reverts: toCount(lists.reverts),
    fixes: toCount(lists.fixes),
    reverted: { ...toCount(lists.reverted), examples: toExamples(changes, lists.reverted) },
    fixed: toCount(lists.fixed),
    metrics: metrics
      .filter((metric) => metric.changes > 0)
      .map((metric) => {
        const revertedIds = revertedOf.get(metric.metric) ?? [];
        const fixedIds = fixedOf.get(metric.metric) ?? [];
        return {
          metric: metric.metric,
          changes: metric.changes,
          reverted: revertedIds.length,
          revertedIds,
          fixed: fixedIds.length,
          fixedIds,
        };
      }),
  };
}

/** Metric -> those of its changes that are marked, newest first. */
function listMarked({ changes, claims }: Tally, marks: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const marked = new Map<string, string[]>();
  for (const [index, position] of claims.positions.entries()) {
    if (marks[position] !== 1) continue;
    for (const metric of claims.sets[claims.setOf[index] ?? 0] ?? []) {
      const ids = marked.get(metric) ?? [];
      ids.push(changes.ids[position] ?? "");
      marked.set(metric, ids);
    }
  }
  return marked;
}

function listByKind(
  changes: SortedChanges,
  allReverted: Uint8Array,
  allFixed: Uint8Array,
): Readonly<Record<"reverts" | "fixes" | "reverted" | "fixed", readonly string[]>> {
  const lists = {
    reverts: [] as string[],
    fixes: [] as string[],
    reverted: [] as string[],
    fixed: [] as string[],
  };
  for (const [position, id] of changes.ids.entries()) {
    if (changes.reverts(position) !== undefined) lists.reverts.push(id);
    if (changes.isFix(position)) lists.fixes.push(id);
    if (!changes.profile(position).eligible) continue;
    if (allReverted[position] === 1) lists.reverted.push(id);
    if (allFixed[position] === 1) lists.fixed.push(id);
  }
  return lists;
}

function toCount(ids: readonly string[]): { changes: number; ids: readonly string[] } {
  return { changes: ids.length, ids };
}

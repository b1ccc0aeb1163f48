import { listFixed } from "../list-fixed.ts";
import { listReverted } from "../list-reverted.ts";
import type { ReportMetric, Stability } from "../report.ts";
import type { ReportContext } from "../report-context.ts";
import type { SortedChanges } from "../tally/change-columns.ts";
import { createIdList, type IdList } from "../tally/id-list.ts";
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
  const marked = new Map<string, IdList>();
  for (const [index, position] of claims.positions.entries()) {
    if (marks[position] !== 1) continue;
    for (const metric of claims.sets[claims.setOf[index] ?? 0] ?? []) {
      const list = marked.get(metric) ?? createIdList(changes.ids);
      list.add(position);
      marked.set(metric, list);
    }
  }
  return new Map([...marked].map(([metric, list]) => [metric, list.toIds()]));
}

function listByKind(
  changes: SortedChanges,
  allReverted: Uint8Array,
  allFixed: Uint8Array,
): Readonly<Record<"reverts" | "fixes" | "reverted" | "fixed", readonly string[]>> {
  const list = () => createIdList(changes.ids);
  const [reverts, fixes, reverted, fixed] = [list(), list(), list(), list()];
  for (let position = 0; position < changes.size; position += 1) {
    if (changes.reverts(position) !== undefined) reverts.add(position);
    if (changes.isFix(position)) fixes.add(position);
    if (!changes.profile(position).eligible) continue;
    if (allReverted[position] === 1) reverted.add(position);
    if (allFixed[position] === 1) fixed.add(position);
  }
  return {
    reverts: reverts.toIds(),
    fixes: fixes.toIds(),
    reverted: reverted.toIds(),
    fixed: fixed.toIds(),
  };
}

function toCount(ids: readonly string[]): { changes: number; ids: readonly string[] } {
  return { changes: ids.length, ids };
}

import { toExamples } from "../figures.ts";
import { listFixed, listReverted } from "../follow-ups.ts";
import { countChanges, type ReportPage } from "../pages/report-page.ts";
import type { ReportContext, ReportMetric, Stability } from "../report.ts";
import type { SortedChanges } from "../tally/change-columns.ts";
import { createIdList, type IdList } from "../tally/columns.ts";
import type { Tally } from "../tally/tally.ts";

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

const MOST_ROWS = 40;

export function renderStability(page: ReportPage): readonly string[] {
  const { stability, coverage } = page.report;
  const rows = stability.metrics
    .slice(0, MOST_ROWS)
    .map((metric) => [
      page.metric(metric.metric),
      metric.changes,
      metric.reverted,
      metric.fixed,
      page.share(metric.fixed, metric.changes),
    ]);
  const examples = stability.reverted.examples.map(
    (example) => `${page.id(example.id)} ${page.text(example.title)}`,
  );
  return [
    page.heading("8. Stability"),
    page.paragraph(
      `Of ${countChanges(coverage.eligible)} that are not exempt, ${stability.reverted.changes} were taken back and ${stability.fixed.changes} (${page.share(stability.fixed.changes, coverage.eligible)}) were followed by a fix, reverts included. ` +
        `In all, ${countChanges(stability.reverts.changes)} revert another one${renderElsewhere(stability)} and ${stability.fixes.changes} are fixes.`,
    ),
    examples.length > 0 ? page.paragraph(`Taken back, for example: ${examples.join("; ")}.`) : "",
    rows.length > 0
      ? page.table(["metric", "changes", "taken back", "followed by a fix", "share"], rows)
      : "",
    page.paragraph(stability.formula),
    page.evidence([
      { label: "reverts", ids: stability.reverts.ids },
      { label: "fixes", ids: stability.fixes.ids },
      { label: "taken back", ids: stability.reverted.ids },
      { label: "followed by a fix", ids: stability.fixed.ids },
      ...stability.metrics.flatMap((metric) => [
        { label: `${page.metric(metric.metric)}, taken back`, ids: metric.revertedIds },
        { label: `${page.metric(metric.metric)}, followed by a fix`, ids: metric.fixedIds },
      ]),
    ]),
  ];
}

/** A revert of what landed before the window, or of what cannot be told, takes nothing of this window back. */
function renderElsewhere({ reverts, reverted }: ReportPage["report"]["stability"]): string {
  const elsewhere = reverts.changes - reverted.changes;
  return elsewhere > 0 ? ` (${elsewhere} of them one that is not among the changes of this window)` : "";
}

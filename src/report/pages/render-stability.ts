import { countChanges, type ReportPage } from "./report-page.ts";

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

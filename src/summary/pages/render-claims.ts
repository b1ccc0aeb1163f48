import { countChanges, listNames } from "../../report/pages/report-page.ts";
import type { SummaryMetric } from "../summary.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { SummarySection } from "./summary-section.ts";

export function renderClaims(page: SummaryPage): SummarySection {
  const claimed = page.summary.metrics.filter(({ claims }) => claims.changes > 0);
  const rows = claimed.slice(0, page.detail.metrics);
  return {
    heading: "What the changes claim to be for",
    shown: [
      rows.length > 0 ? renderTable(page, rows) : "",
      page.paragraph(renderRest(page, claimed.slice(rows.length))),
    ],
    folds: [],
  };
}

/** A tag that somebody wrote, one that was agreed to and one that came along are never added up unseen. */
function renderTable(page: SummaryPage, rows: readonly SummaryMetric[]): string {
  return page.table(
    ["metric", "changes", "4 weeks before", "declared", "accepted", "inherited"],
    rows.map(({ name, claims, byProvenance, before }) => [
      page.name(name),
      claims.changes,
      before.join(", "),
      byProvenance.declared,
      byProvenance.accepted,
      byProvenance.inherited,
    ]),
  );
}

/** What the table leaves out, so that nothing is missed by who reads only it. */
function renderRest(page: SummaryPage, further: readonly SummaryMetric[]): string {
  const { metrics, hidden, coverage, intent } = page.summary;
  const unclaimed = metrics.filter(({ claims, kind }) => claims.changes === 0 && kind !== "retired");
  const focused = new Set(intent.focus.map(({ metric }) => metric));
  // The focus first: that nobody claims it is news.
  const sorted = unclaimed.toSorted(
    (one, other) => Number(focused.has(other.metric)) - Number(focused.has(one.metric)),
  );
  const names = sorted.slice(0, page.detail.unclaimed).map(({ name }) => page.name(name));
  const more = unclaimed.length - names.length;
  const list = more > 0 ? [...names, `${more} more`] : names;
  return [
    further.length > 0
      ? `${further.length} further ${further.length === 1 ? "metric is" : "metrics are"} claimed (below).`
      : "",
    metrics.length === 0 ? "There is no metric to claim that may be named here." : "",
    unclaimed.length === 0
      ? ""
      : names.length === 0
        ? `No claim: ${unclaimed.length} metrics.`
        : `No claim: ${listNames(list)}.`,
    hidden.metrics > 0
      ? `${countChanges(hidden.changes)} ${hidden.changes === 1 ? "claims" : "claim"} ${hidden.metrics === 1 ? "a metric" : `${hidden.metrics} metrics`} that may not be named here.`
      : "",
    page.strong(`Not said: ${coverage.notSaid.changes} of ${coverage.asked}.`),
    coverage.none.changes > 0 ? `No metric: ${coverage.none.changes}.` : "",
    coverage.unsure.changes > 0 ? `Not sure: ${coverage.unsure.changes}.` : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

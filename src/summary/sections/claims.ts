import { countChanges, listNames } from "../../report/pages/report-page.ts";
import { compareText } from "../compare-text.ts";
import { type Fold, type SummaryPage, type SummarySection, showTeam } from "../pages/summary-page.ts";
import type { Summary, SummaryMetric } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";
import { countEffects, countProvenances } from "../tally-metrics.ts";

export function buildMetrics({ tallies, back }: SummaryContext): readonly SummaryMetric[] {
  return [...tallies.values()]
    .map((tally) => ({
      metric: tally.shown.key,
      name: tally.shown.name,
      kind: tally.shown.kind,
      team: tally.shown.metric?.owner ?? null,
      partner: tally.shown.metric?.partner ?? null,
      claims: back(tally.claims.map(({ record }) => record)),
      byProvenance: countProvenances(tally),
      byEffect: countEffects(tally),
      before: tally.before,
    }))
    .sort((one, other) => other.claims.changes - one.claims.changes || compareText(one.metric, other.metric));
}

/** How many, and nothing of which: that a metric exists may be the secret. */
export function buildHidden({ records, readers }: SummaryContext): Summary["hidden"] {
  const metrics = new Set<string>();
  const changes = records.filter(({ source, claims }) => {
    const hidden = claims.filter(({ claimed }) => !readers.isClaimShown(source, claimed));
    for (const { claimed } of hidden) metrics.add(claimed.key);
    return hidden.length > 0;
  });
  return { metrics: metrics.size, changes: changes.length };
}

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

/** Every number of the page with the changes that it counts. */
export function renderEvidence(page: SummaryPage): Fold {
  const { coverage, metrics } = page.summary;
  const claimed = metrics.filter(({ claims }) => claims.changes > 0);
  const rows = [
    ...claimed.map(({ name, claims, byEffect, team }) => ({
      label: `${page.strong(page.name(name))}, ${claims.changes}: ${byEffect.moves} to move it, ${byEffect.protects} to protect it, ${byEffect.enables} to enable it${team === null ? "" : `; to ask: ${page.name(showTeam(team))}`}`,
      behind: claims,
    })),
    { label: `Not said, ${coverage.notSaid.changes}`, behind: coverage.notSaid },
    { label: `Answered with no metric, ${coverage.none.changes}`, behind: coverage.none },
    { label: `Answered not sure, ${coverage.unsure.changes}`, behind: coverage.unsure },
    { label: `Exempt, ${coverage.exempt.changes}`, behind: coverage.exempt },
    { label: `Landed before Throughline asked, ${coverage.notAsked.changes}`, behind: coverage.notAsked },
  ];
  const items = rows
    .filter(({ behind }) => behind.changes > 0)
    .map(({ label, behind }) => `${label}: ${page.references(behind)}`);
  return { title: "The changes behind these numbers", blocks: [{ kind: "items", items }] };
}

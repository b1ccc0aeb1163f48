import { listLeading } from "../claims.ts";
import { countChanges, type ReportPage } from "../pages/report-page.ts";
import { renderIntentSentence } from "../render-intent-sentence.ts";
import type { Report, ReportContext, ReportMetric } from "../report.ts";
import { renderTrend } from "./trend.ts";

type IntentFacts = Omit<Report["intent"], "sentence">;

/**
 * What the leadership set as the aim, against what was claimed. A focus counts in every window of which at least one
 * day is before its end.
 */
export function buildIntentFacts(context: ReportContext, metrics: readonly ReportMetric[]): IntentFacts {
  const focus = context.catalog.metrics.flatMap((metric) => {
    if (metric.focus === undefined || metric.focus.until <= context.window.since) {
      return [];
    }
    const ids = context.tally.metrics.get(metric.key)?.ids ?? [];
    return [
      {
        metric: metric.key,
        name: context.toMetricName(metric.key),
        until: metric.focus.until,
        why: metric.focus.why,
        changes: ids.length,
        through: countThrough(context, metric.key),
        ids,
      },
    ];
  });
  return { focus, most: findMost(metrics) };
}

/** Changes that claim a metric which leads to this one, and not this one itself. */
function countThrough(context: ReportContext, key: string): number {
  const leading = listLeading(context.catalog.metrics, key);
  const { sets, setOf } = context.tally.claims;
  const counts = sets.map(
    (metrics) => !metrics.includes(key) && metrics.some((metric) => leading.has(metric)),
  );
  return setOf.filter((set) => counts[set]).length;
}

function findMost(metrics: readonly ReportMetric[]): IntentFacts["most"] {
  const changes = Math.max(0, ...metrics.map((metric) => metric.changes));
  if (changes === 0) {
    return null;
  }
  return {
    metrics: metrics.filter((metric) => metric.changes === changes).map((metric) => metric.metric),
    changes,
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_ROUTES = 3;

/** The answer first: the sentence, then the counts that it stands on, then what each outcome got. */
export function renderIntent(page: ReportPage): readonly string[] {
  const { report } = page;
  const { focus } = report.intent;
  return [
    page.heading("1. Intent against actual"),
    renderPageSentence(page),
    page.paragraph(renderCounts(page)),
    ...focus.map((each) => page.paragraph(renderFocus(page, each))),
    renderOutcomes(page),
    ...renderTrend(page),
    page.evidence([
      ...focus.map((each) => ({ label: `claim the focus ${page.metric(each.metric)}`, ids: each.ids })),
      { label: "answered none", ids: report.coverage.noneIds },
      { label: "answered unsure", ids: report.coverage.unsureIds },
      { label: "say nothing", ids: report.notSaid.ids },
      { label: "exempt", ids: report.coverage.exemptIds },
      { label: "landed before Throughline asked", ids: report.coverage.notAskedIds },
    ]),
  ];
}

export function renderPageSentence(page: ReportPage): string {
  return page.paragraph(
    renderIntentSentence({ ...page.report, toMetricName: toPlainName(page.report) }, (name) =>
      page.strong(page.text(name)),
    ),
  );
}

function toPlainName(report: Report): (key: string) => string {
  const names = new Map(report.metrics.map((metric) => [metric.metric, metric.name]));
  return (key) => names.get(key) ?? key;
}

/** `2026-08-25 to 2026-11-22: 150 changes landed, 138 eligible, 12 exempt. Of 138 asked, 92 are answered (67 %) ...` */
export function renderCounts(page: ReportPage): string {
  const { report } = page;
  const { coverage } = report;
  if (report.changes === 0) {
    return `The window is ${report.window.since} to ${toLastDay(report)}, both included.`;
  }
  const notAsked = coverage.eligible - coverage.asked;
  const parts = [
    `From ${report.window.since} to ${toLastDay(report)}, both included: ${countChanges(report.changes)} landed, ${coverage.eligible} eligible and ${coverage.exempt} exempt.`,
    notAsked > 0 ? `${notAsked} landed before Throughline asked.` : "",
    `Of ${coverage.asked} asked, ${coverage.answered} are answered (${page.share(coverage.answered, coverage.asked)}) and ${report.notSaid.changes} say nothing (${page.share(report.notSaid.changes, coverage.asked)}).`,
    `The answers: ${coverage.tags} with a metric, ${coverage.none} none, ${coverage.unsure} unsure.`,
    report.hidden.changes > 0
      ? `${countChanges(report.hidden.changes)} of these claim a private or retired metric, which is counted and not named here.`
      : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function toLastDay(report: Report): string {
  return new Date(Date.parse(report.window.until) - DAY_MS).toISOString().slice(0, 10);
}

function renderFocus(page: ReportPage, focus: Report["intent"]["focus"][number]): string {
  const why = focus.why === "" ? "" : `, because: ${page.text(focus.why)}`;
  const through =
    focus.through > 0
      ? ` Besides the ${focus.changes} that claim it, ${focus.through} more claim a metric that leads to it.`
      : " No other change claims a metric that leads to it.";
  return `The focus ${page.metric(focus.metric)} holds until ${focus.until}${why}.${through}`;
}

function renderOutcomes(page: ReportPage): string {
  const { outcomes, coverage } = page.report;
  if (outcomes.length === 0) {
    return page.paragraph(
      "The catalog has no outcome: no customer or revenue metric at which the links end.",
    );
  }
  const rows = outcomes.map((outcome) => [
    page.metric(outcome.metric),
    outcome.changes,
    page.share(outcome.changes, coverage.answered),
    outcome.direct,
    renderRoutes(page, outcome.through),
  ]);
  return page.table(
    [
      "outcome",
      "changes that claim it or what leads to it",
      "of the answered",
      "claim it directly",
      "most through",
    ],
    rows,
  );
}

function renderRoutes(page: ReportPage, through: Report["outcomes"][number]["through"]): string {
  const routes = through
    .slice(0, MOST_ROUTES)
    .map((route) => `${page.metric(route.metric)} (${route.changes})`);
  return routes.length === 0 ? "nothing" : routes.join(", ");
}

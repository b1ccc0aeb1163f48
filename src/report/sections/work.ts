import { METRIC_KINDS } from "../../model/catalog.ts";
import { countChanges, type Evidence, listNames, type ReportPage } from "../pages/report-page.ts";
import { NO_AREA, type Report, type ReportArea, type ReportContext, type ReportMetric } from "../report.ts";
import type { Tally } from "../tally/tally.ts";
import { renderSuggestions } from "./suggestions.ts";

/** A row per area in the order of the catalog, then `(no area)` where a change touches it or a claim stands there. */
export function buildAreas(context: ReportContext): readonly ReportArea[] {
  const { tally, catalog } = context;
  const keys = catalog.areas.map((area) => area.key);
  if (tally.areas.has(NO_AREA) || tally.links.has(NO_AREA)) {
    keys.push(NO_AREA);
  }
  return keys.map((key) => {
    const area = tally.areas.get(key);
    return {
      area: key,
      name: context.toAreaName(key),
      changes: area?.ids.length ?? 0,
      eligible: area?.eligible ?? 0,
      asked: area?.asked ?? 0,
      answered: area?.answeredIds.length ?? 0,
      ids: area?.ids ?? [],
      answeredIds: area?.answeredIds ?? [],
      notSaidIds: area?.notSaidIds ?? [],
    };
  });
}

/** What was asked and answered, each change once: eligible = asked + not asked, asked = answered + not said. */
export function buildCoverage(tally: Tally): Report["coverage"] {
  return {
    eligible: tally.eligible,
    asked: tally.asked,
    answered: countAnswered(tally),
    exempt: tally.exemptIds.length,
    tags: tally.tagsIds.length,
    none: tally.noneIds.length,
    unsure: tally.unsureIds.length,
    exemptIds: tally.exemptIds,
    notAskedIds: tally.notAskedIds,
    tagsIds: tally.tagsIds,
    noneIds: tally.noneIds,
    unsureIds: tally.unsureIds,
  };
}

export function countAnswered(tally: Tally): number {
  return tally.tagsIds.length + tally.noneIds.length + tally.unsureIds.length;
}

/** Where nobody answered, and what the catalog would guess there: the one place in which a guess appears. */
export function buildNotSaid(context: ReportContext): Report["notSaid"] {
  const { tally } = context;
  const guesses = [...tally.guesses].map(([metric, ids]) => ({
    metric,
    name: context.toMetricName(metric),
    changes: ids.length,
    ids,
  }));
  guesses.sort((one, other) => other.changes - one.changes || (one.metric < other.metric ? -1 : 1));
  return { changes: tally.notSaidIds.length, guesses, ids: tally.notSaidIds };
}

const MOST_ROWS = 40;

export function renderWork(page: ReportPage): readonly string[] {
  const { report } = page;
  return [
    page.heading("4. Where the work went"),
    ...page.pictures.shares(report),
    ...renderMetricTable(page),
    page.paragraph(renderKinds(page)),
    ...renderAreaTable(page),
    ...page.pictures.heat(report),
    page.paragraph(renderNotSaid(page)),
    page.evidence([
      ...report.metrics.map((metric) => ({ label: page.metric(metric.metric), ids: metric.ids })),
      ...listBefore(page),
      ...listProtections(page),
      ...report.areas.map((area) => ({ label: `touch ${page.area(area.area)}`, ids: area.ids })),
      ...report.areas.map((area) => ({ label: `not said in ${page.area(area.area)}`, ids: area.notSaidIds })),
      ...report.notSaid.guesses.map((guess) => ({
        label: `would guess ${page.metric(guess.metric)}`,
        ids: guess.ids,
      })),
    ]),
    ...renderSuggestions(page),
  ];
}

/** Every metric that is claimed, in a row with its guardrails; those without a claim are named below. */
export function renderMetricTable(page: ReportPage): readonly string[] {
  const { report } = page;
  const claimed = report.metrics.filter((metric) => metric.changes > 0 || (metric.before ?? 0) > 0);
  const silent = report.metrics.filter((metric) => !claimed.includes(metric));
  const head = ["metric", "kind", "changes", "of the answered"];
  if (report.previous !== null) {
    head.push("window before");
  }
  head.push("moves", "protects", "enables", "guardrails");
  const rows = claimed
    .slice(0, MOST_ROWS)
    .map((metric) => [
      page.metric(metric.metric),
      metric.kind,
      metric.changes,
      page.share(metric.changes, report.coverage.answered),
      ...(report.previous === null ? [] : [renderBefore(page, metric)]),
      metric.byEffect.moves,
      metric.byEffect.protects,
      metric.byEffect.enables,
      renderGuardrails(page, metric),
    ]);
  const parts = [
    claimed.length > 0 ? page.table(head, rows) : "",
    claimed.length > MOST_ROWS
      ? page.paragraph(`${claimed.length - MOST_ROWS} more metrics stand in the JSON form.`)
      : "",
    silent.length > 0
      ? page.paragraph(
          `Claimed by no change: ${listNames(silent.map((metric) => page.metric(metric.metric)))}.`,
        )
      : "",
    page.paragraph(
      report.previous === null
        ? "Without a comparison: the window before was not asked in full, or not looked at."
        : `The window before, ${report.previous.window.since} until ${report.previous.window.until}: ${report.previous.answered} of ${report.previous.asked} asked changes were answered${isComparable(page) ? "" : ", too few for shares"}.`,
    ),
  ];
  return parts;
}

/** The changes of the window before, behind the numbers that this one is set against. */
function listBefore({ report, metric }: ReportPage): readonly Evidence[] {
  const { previous, metrics } = report;
  if (previous === null) return [];
  return [
    { label: "answered in the window before", ids: previous.answeredIds },
    { label: "not said in the window before", ids: previous.notSaidIds },
    ...metrics.map((row) => ({ label: `${metric(row.metric)} in the window before`, ids: row.beforeIds })),
  ];
}

/** Each guardrail once, however many metrics have it. */
function listProtections(page: ReportPage): readonly Evidence[] {
  const protections = new Map(
    page.report.metrics.flatMap(({ guardrails }) =>
      guardrails.map(({ metric, ids }) => [metric, ids] as const),
    ),
  );
  return [...protections].map(([metric, ids]) => ({ label: `protect ${page.metric(metric)}`, ids }));
}

/** A share of a handful of answers would say more than they do. */
function isComparable({ report }: ReportPage): boolean {
  return (report.previous?.answered ?? 0) >= report.thresholds.fewAnswers;
}

function renderBefore(page: ReportPage, metric: ReportMetric): string {
  const before = metric.before ?? 0;
  if (!isComparable(page)) return `${before}`;
  return `${before} (${page.share(before, page.report.previous?.answered ?? 0)})`;
}

function renderGuardrails(page: ReportPage, metric: ReportMetric): string {
  return metric.guardrails
    .map((guardrail) => `${page.metric(guardrail.metric)}: ${guardrail.protects} protect it`)
    .join(", ");
}

/** Changes per kind, a change once in each kind that it claims. */
function renderKinds(page: ReportPage): string {
  const kinds = [...METRIC_KINDS, "retired"].flatMap((kind) => {
    const ofKind = page.report.metrics.filter((metric) => metric.kind === kind);
    const changes = new Set(ofKind.flatMap((metric) => metric.ids)).size;
    return ofKind.length > 0 ? [`${kind} ${changes}`] : [];
  });
  return `Changes by kind of metric: ${kinds.join(", ")}. A change that claims two kinds stands under both.`;
}

function renderAreaTable(page: ReportPage): readonly string[] {
  const touched = page.report.areas.filter((area) => area.changes > 0);
  // With a local clone every eligible change counts as asked: the same numbers twice only raise a question.
  const isAskedAll = page.report.source === "git";
  const untouched = page.report.areas.filter((area) => area.changes === 0);
  const rows = touched.map((area) => [
    page.area(area.area),
    area.changes,
    area.eligible,
    ...(isAskedAll ? [] : [area.asked]),
    area.answered,
    area.asked - area.answered,
    page.share(area.answered, area.asked),
  ]);
  const parts = [
    touched.length > 0
      ? page.table(
          [
            "area",
            "changes",
            "eligible",
            ...(isAskedAll ? [] : ["asked"]),
            "answered",
            "not said",
            "answered share",
          ],
          rows,
        )
      : "",
    untouched.length > 0
      ? page.paragraph(`No change touches: ${listNames(untouched.map((area) => page.area(area.area)))}.`)
      : "",
    page.paragraph(
      "A change stands under each area that it touches, so these rows may add up to more than the total.",
    ),
  ];
  return parts;
}

/** `**Not said: 31 changes**; the catalog would guess checkout conversion (12), nothing (19).` */
export function renderNotSaid(page: ReportPage): string {
  const { notSaid } = page.report;
  if (notSaid.changes === 0) {
    return page.strong("Not said: 0 changes.");
  }
  const guessed = notSaid.guesses.reduce((sum, guess) => sum + guess.changes, 0);
  const guesses = notSaid.guesses.map((guess) => `${page.metric(guess.metric)} (${guess.changes})`);
  const words = [
    ...guesses,
    ...(guessed < notSaid.changes ? [`nothing (${notSaid.changes - guessed})`] : []),
  ];
  return `${page.strong(`Not said: ${countChanges(notSaid.changes)}`)}; the catalog would guess ${listNames(words)}. Guesses enter no other number.`;
}

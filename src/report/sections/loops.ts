import { showLag } from "../figures.ts";
import { countChanges, listNames, type ReportPage } from "../pages/report-page.ts";
import type { Leverage, Report, ReportContext } from "../report.ts";

/** Feedback loops in `drives`, with how many changes claim a metric of the loop. */
export function buildLoops(context: ReportContext): Report["loops"] {
  return context.graph.loops.map((loop) => {
    const members = new Set(loop.metrics);
    const { sets, setOf, positions } = context.tally.claims;
    const counts = sets.map((metrics) => metrics.some((metric) => members.has(metric)));
    const claiming = positions.filter((_, index) => counts[setOf[index] ?? 0]);
    const ids = Array.from(claiming, (position) => context.tally.changes.ids[position] ?? "");
    return { metrics: loop.metrics, kind: loop.kind, lags: loop.lags, changes: ids.length, ids };
  });
}

/**
 * lever: leads to at least `leverageOutcomes` outcomes and has under `leverageShare` of all claims.
 * sink: leads to no outcome and has over `sinkShare` of all claims.
 * A change with two metrics makes two claims. Nothing is said under `fewChanges` claims.
 */
export function buildLeverage(context: ReportContext): readonly Leverage[] {
  const { leverageOutcomes, leverageShare, sinkShare, fewChanges } = context.catalog.thresholds;
  const of = [...context.tally.metrics.values()].reduce((sum, claims) => sum + claims.ids.length, 0);
  if (of < fewChanges) {
    return [];
  }
  const found = context.catalog.metrics.flatMap(({ key }): Leverage[] => {
    const outcomes = context.graph.reachableOutcomes(key);
    const ids = context.tally.metrics.get(key)?.ids ?? [];
    const row = { metric: key, outcomes, changes: ids.length, of, ids };
    if (outcomes.length >= leverageOutcomes && ids.length < leverageShare * of) {
      return [{ kind: "lever", ...row }];
    }
    return outcomes.length === 0 && ids.length > sinkShare * of ? [{ kind: "sink", ...row }] : [];
  });
  return found.sort((one, other) => Number(one.kind === "sink") - Number(other.kind === "sink"));
}

const MOST_LOOPS = 20;

export function renderLoops(page: ReportPage): readonly string[] {
  const { loops, leverage, thresholds } = page.report;
  const loopLines = loops.slice(0, MOST_LOOPS).map((loop) => renderLoop(page, loop));
  const leverLines = leverage.map((each) => renderLeverage(page, each));
  return [
    page.heading("7. Loops and leverage"),
    loopLines.length > 0 ? page.list(loopLines) : page.paragraph("The catalog has no feedback loop."),
    ...page.pictures.loops(page.report),
    loops.length > MOST_LOOPS
      ? page.paragraph(`${loops.length - MOST_LOOPS} more loops stand in the JSON form.`)
      : "",
    leverLines.length > 0
      ? page.list(leverLines)
      : page.paragraph("No lever and no sink by the rules below."),
    ...page.pictures.leverage(page.report),
    page.paragraph(
      "Rules: a loop is balancing where its minus signs are odd in number, else reinforcing; " +
        `a lever leads to at least ${thresholds.leverageOutcomes} outcomes and has under ${Math.round(100 * thresholds.leverageShare)} % of all claims; ` +
        `a sink leads to none and has over ${Math.round(100 * thresholds.sinkShare)} %.`,
    ),
    page.evidence([
      ...loops
        .slice(0, MOST_LOOPS)
        .map((loop) => ({ label: `loop of ${renderRing(page, loop)}`, ids: loop.ids })),
      ...leverage.map((each) => ({ label: `${each.kind} ${page.metric(each.metric)}`, ids: each.ids })),
    ]),
  ];
}

function renderRing(page: ReportPage, loop: Report["loops"][number]): string {
  return [...loop.metrics, ...loop.metrics.slice(0, 1)].map(page.metric).join(" → ");
}

function renderLoop(page: ReportPage, loop: Report["loops"][number]): string {
  const nature =
    loop.kind === "balancing" ? "balancing: it holds itself back" : "reinforcing: it feeds itself";
  const lags =
    loop.lags.length > 0 ? ` Lags: ${loop.lags.map((lag) => page.text(showLag(lag))).join(", ")}.` : "";
  return `${renderRing(page, loop)} is ${nature}.${lags} ${countChanges(loop.changes)} claim a metric of it.`;
}

function renderLeverage(page: ReportPage, each: Leverage): string {
  const claims = `${each.changes} of ${each.of} claims (${page.share(each.changes, each.of)})`;
  return each.kind === "lever"
    ? `Lever: ${page.metric(each.metric)} leads to ${listNames(each.outcomes.map(page.metric))}, and has ${claims}.`
    : `Sink: ${page.metric(each.metric)} leads to no outcome, and has ${claims}.`;
}

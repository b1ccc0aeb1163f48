import type { Leverage, Report } from "../report.ts";
import { showLag } from "../show-lag.ts";
import { countChanges, listNames, type ReportPage } from "./report-page.ts";

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

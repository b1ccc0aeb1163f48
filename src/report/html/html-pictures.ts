import { showShare } from "../figures.ts";
import type { PageForm, Pictures } from "../pages/report-page.ts";
import type { Report } from "../report.ts";
import { type BarRow, drawBars } from "./draw-bars.ts";
import { drawFlow } from "./draw-flow.ts";
import { renderLeveragePicture, renderLoopPictures } from "./draw-loop.ts";
import { drawTrend } from "./draw-trend.ts";
import { buildFlowGraph, type FlowGraph } from "./flow-graph.ts";
import { buildHeatTable, drawHeat, type HeatTable } from "./heat-table.ts";
import { renderFigure } from "./render-figure.ts";
import type { Picture } from "./svg.ts";

const MOST_BARS = 15;
const HEAT = { wide: { areas: 16, metrics: 12 }, narrow: { areas: 16, metrics: 6 } } as const;

type Words = Omit<PageForm, "pictures">;

export function createHtmlPictures(words: Words): Pictures {
  return {
    systemMap: (report) => renderSystemMap(report, words),
    trend: (report) => renderTrend(report),
    shares: (report) => renderShares(report),
    heat: (report) => renderHeat(report, words),
    loops: (report) => renderLoopPictures(report),
    leverage: (report) => renderLeveragePicture(report),
  };
}

function renderKey(style: string): string {
  return `<svg class="key" width="18" height="12" aria-hidden="true"><rect class="${style}" width="18" height="12"/></svg>`;
}

const MAP_KEY =
  `Provenance: ${renderKey("declared")}declared ${renderKey("accepted")}accepted suggestion ${renderKey("inherited")}inherited. ` +
  "Grey: where the catalog's links lead. Dashed: assumed, the catalog lists it and no change claims it.";

function renderSystemMap(report: Report, words: Words): readonly string[] | undefined {
  const graph = buildFlowGraph(report);
  if (graph.claims.length === 0 && graph.routes.length === 0) return undefined;
  const picture: Picture = {
    name: "map",
    title: "From areas through metrics to outcomes",
    description: `A flow from ${graph.areas.length} areas of the code to ${graph.metrics.length} metrics that their changes claim, and on to ${graph.outcomes.length} outcomes. The table below has every link with its changes.`,
    draw: (canvas) => drawFlow(graph, canvas),
  };
  return [
    renderFigure([picture], `The wider a ribbon, the more changes. ${MAP_KEY}`),
    ...renderFolded(graph, words),
  ];
}

function renderFolded({ folded }: FlowGraph, words: Words): readonly string[] {
  const columns = Object.entries(folded).flatMap(([noun, nodes]) =>
    nodes.length === 0 ? [] : [{ title: `${nodes.length} other ${noun}`, nodes }],
  );
  if (columns.length === 0) return [];
  const lines = columns.map(({ title, nodes }) => {
    const names = nodes.map((node) => `${words.text(node.name)} (${node.changes})`);
    return `${title}: ${names.join(", ")}.`;
  });
  const summary = `Drawn as one for each column: ${columns.map(({ title }) => title).join(", ")}`;
  return [words.fold(summary, [words.list(lines)])];
}

function renderTrend(report: Report): readonly string[] {
  if (report.changes === 0) return [];
  const picture: Picture = {
    name: "trend",
    title: "How much was said, week by week",
    description: `For each of ${report.trend.length} weeks the share of asked changes that are answered, and how many were asked and answered. The table below has the numbers.`,
    draw: (canvas) => drawTrend(report, canvas),
  };
  const few = `Weeks with fewer than ${report.thresholds.fewChanges} asked changes have no share. The first and the last week may be cut by the window.`;
  return [renderFigure([picture], few)];
}

function renderShares(report: Report): readonly string[] {
  const claimed = report.metrics.filter((metric) => metric.changes > 0 || (metric.before ?? 0) > 0);
  const rows = listShareRows(report).slice(0, MOST_BARS);
  if (rows.length === 0) return [];
  const hasBefore = rows.some((row) => row.bars.length > 1);
  const picture: Picture = {
    name: "shares",
    title: hasBefore
      ? "Share of the answered changes, against the window before"
      : "Share of the answered changes",
    description:
      "A bar per metric for the share of answered changes that claim it. The table has the numbers.",
    draw: (canvas) => drawBars(rows, canvas),
  };
  const more =
    claimed.length > rows.length
      ? ` ${claimed.length - rows.length} more metrics stand in the table alone.`
      : "";
  const caption = hasBefore
    ? `Filled: this window. Striped: the one before.${more}`
    : `A change may claim two metrics.${more}`;
  return [renderFigure([picture], caption)];
}

function listShareRows(report: Report): readonly BarRow[] {
  const { coverage, previous, thresholds } = report;
  const toBar = (changes: number, of: number, style: string) => ({
    share: changes / Math.max(1, of),
    text: `${changes} (${showShare(changes, of, thresholds.fewChanges)})`,
    style,
  });
  const isComparable = previous !== null && previous.answered >= thresholds.fewAnswers;
  return report.metrics
    .filter((metric) => metric.changes > 0 || (metric.before ?? 0) > 0)
    .map((metric) => ({
      name: metric.name,
      bars: [
        toBar(metric.changes, coverage.answered, "declared"),
        ...(isComparable ? [toBar(metric.before ?? 0, previous.answered, "before")] : []),
      ],
    }));
}

function renderHeat(report: Report, words: Words): readonly string[] {
  const full = buildHeatTable(report, HEAT.wide);
  if (full.rows.length === 0 || full.metrics.length === 0) return [];
  const picture: Picture = {
    name: "heat",
    title: "Which areas claim which metrics",
    description:
      "A table of areas and metrics; the more changes of an area claim a metric, the darker the cell.",
    draw: (canvas) => drawHeat(buildHeatTable(report, HEAT[canvas.kind]), canvas),
  };
  const table = words.table(
    ["area", ...full.metrics.map((metric) => words.text(metric.name))],
    full.rows.map((row) => [words.text(row.name), ...row.cells.map((cell) => cell.changes)]),
  );
  return [
    renderFigure(
      [picture],
      `Changes of an area that claim a metric. A marked corner: differs from the catalog. A dashed cell: assumed, the catalog lists it and no change claims it.${renderLeftOut(full)}`,
    ),
    words.fold("The same as a table", [table]),
  ];
}

function renderLeftOut({ leftOut, metrics }: HeatTable): string {
  const parts = [
    leftOut.areas > 0 ? `${leftOut.areas} areas` : "",
    leftOut.metrics > 0 ? `${leftOut.metrics} metrics` : "",
  ].filter((part) => part !== "");
  const narrow = HEAT.narrow.metrics;
  return (
    (parts.length > 0
      ? ` Left out: ${parts.join(" and ")} with fewer claims, which the map's table has.`
      : "") + (metrics.length > narrow ? ` A narrow screen shows the ${narrow} metrics claimed most.` : "")
  );
}

import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { Report } from "../report.ts";
import { type Canvas, type Drawing, px, renderLabel } from "./svg.ts";

const SHARE_PX = 90;
const BARS_PX = 120;
const GAP_PX = 38;
const LEFT_PX = 40;
const TOP_PX = 24;

type Week = Report["trend"][number];

/** Above: the share answered of what was asked. Below: how much was asked, answered and not said. */
export function drawTrend(report: Report, canvas: Canvas): Drawing {
  const { trend, thresholds } = report;
  const x = scaleBand<string>()
    .domain(trend.map(({ week }) => week))
    .range([LEFT_PX, canvas.width])
    .paddingInner(0.25)
    .paddingOuter(0.1);
  const center = ({ week }: Week) => (x(week) ?? 0) + x.bandwidth() / 2;
  const barsTop = TOP_PX + SHARE_PX + GAP_PX;
  const body =
    drawShares(trend, { canvas, center, few: thresholds.fewChanges }) +
    drawBars(trend, { canvas, top: barsTop, left: ({ week }) => x(week) ?? 0, width: x.bandwidth() }) +
    drawWeeks(trend, { canvas, center, y: barsTop + BARS_PX + canvas.fontPx + 5 });
  return { height: barsTop + BARS_PX + canvas.fontPx + 12, body };
}

function drawShares(
  trend: readonly Week[],
  frame: { readonly canvas: Canvas; readonly center: (week: Week) => number; readonly few: number },
): string {
  const { canvas, center, few } = frame;
  const y = scaleLinear()
    .domain([0, 1])
    .range([TOP_PX + SHARE_PX, TOP_PX]);
  const grid = [0, 0.5, 1].map((part) => drawGrid(canvas, y(part), `${100 * part} %`));
  const isEnough = (week: Week) => week.asked >= Math.max(1, few);
  const share = (week: Week) => y(week.answered / Math.max(1, week.asked));
  const path = line<Week>().defined(isEnough).x(center).y(share).digits(1)(trend) ?? "";
  const points = trend
    .filter(isEnough)
    .map((week) => `<circle class="dot" cx="${px(center(week))}" cy="${px(share(week))}" r="3"/>`);
  const title = renderLabel({
    x: 0,
    y: TOP_PX - 13,
    text: "Answered, of what was asked",
    fontPx: canvas.fontPx - 1,
    style: "muted",
  });
  return `${title}${grid.join("")}<path class="line" d="${path}"/>${points.join("")}`;
}

function drawBars(
  trend: readonly Week[],
  frame: {
    readonly canvas: Canvas;
    readonly top: number;
    readonly left: (week: Week) => number;
    readonly width: number;
  },
): string {
  const { canvas, top, left, width } = frame;
  const most = Math.max(1, ...trend.map((week) => week.asked));
  const y = scaleLinear()
    .domain([0, most])
    .nice(3)
    .range([top + BARS_PX, top]);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const grid = ticks.map((tick) => drawGrid(canvas, y(tick), String(tick)));
  const bars = trend.map((week) => {
    const silentTop = y(week.asked);
    const answeredTop = y(week.answered);
    const bar = (style: string, from: number, to: number) =>
      to - from > 0
        ? `<rect class="${style}" x="${px(left(week))}" y="${px(from)}" width="${px(width)}" height="${px(to - from)}"/>`
        : "";
    return (
      `<g><title>${week.week}: ${week.changes} landed, ${week.asked} asked, ${week.answered} answered</title>` +
      `${bar("silent", silentTop, answeredTop)}${bar("declared", answeredTop, y(0))}</g>`
    );
  });
  const title = renderLabel({
    x: 0,
    y: top - 13,
    text: "Changes asked: answered (filled), not said (striped)",
    fontPx: canvas.fontPx - 1,
    style: "muted",
  });
  return `${title}${grid.join("")}${bars.join("")}`;
}

function drawGrid(canvas: Canvas, y: number, text: string): string {
  const label = renderLabel({
    x: LEFT_PX - 6,
    y: y + 4,
    text,
    fontPx: canvas.fontPx - 2,
    anchor: "end",
    style: "muted",
  });
  return `<line class="grid" x1="${LEFT_PX}" x2="${canvas.width}" y1="${px(y)}" y2="${px(y)}"/>${label}`;
}

/** As many week names as fit beside one another. */
function drawWeeks(
  trend: readonly Week[],
  frame: { readonly canvas: Canvas; readonly center: (week: Week) => number; readonly y: number },
): string {
  const fontPx = frame.canvas.fontPx - 2;
  const fits = Math.max(1, Math.floor((frame.canvas.width - LEFT_PX) / (fontPx * 5.5)));
  const step = Math.ceil(trend.length / fits);
  return trend
    .filter((_, index) => index % step === 0)
    .map((week) =>
      renderLabel({
        x: frame.center(week),
        y: frame.y,
        text: week.week,
        fontPx,
        anchor: "middle",
        style: "muted",
      }),
    )
    .join("");
}

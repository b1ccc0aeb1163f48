import { showLag } from "../figures.ts";
import type { Report } from "../report.ts";
import { type BarRow, drawBars } from "./draw-bars.ts";
import { renderFigure } from "./render-figure.ts";
import { type Canvas, cutToWidth, type Drawing, type Picture, px, renderLabel } from "./svg.ts";

interface LoopStep {
  readonly name: string;
  /** What it does to the next: `raises after 6 weeks`. */
  readonly verb: string;
}

const BOX_PX = 28;
const STEP_PX = 58;
const BACK_PX = 34;
const WIDTH_PX = 340;
const TOP_PX = 2;

/** The metrics of a loop from top to bottom, and the way back on the left. */
function drawLoop(steps: readonly LoopStep[], canvas: Canvas): Drawing {
  const { fontPx } = canvas;
  const boxPx = WIDTH_PX - BACK_PX - 2;
  const middle = BACK_PX + boxPx / 2;
  const boxes = steps.map((step, index) => {
    const y = TOP_PX + index * STEP_PX;
    const name = renderLabel({
      x: middle,
      y: y + BOX_PX / 2 + fontPx / 3,
      text: cutToWidth(step.name, boxPx - 12, fontPx),
      fontPx,
      anchor: "middle",
    });
    const isLast = index === steps.length - 1;
    const arrow = isLast ? "" : drawArrow(middle, y + BOX_PX, STEP_PX - BOX_PX);
    const verb = renderLabel({
      x: isLast ? BACK_PX + 6 : middle + 10,
      y: y + BOX_PX + (isLast ? 17 : 19),
      text: isLast ? `${step.verb}, back to the first` : step.verb,
      fontPx: fontPx - 1,
      style: "muted",
    });
    return `<rect class="box" x="${BACK_PX}" y="${px(y)}" width="${boxPx}" height="${BOX_PX}" rx="6"/>${name}${arrow}${verb}`;
  });
  const firstY = TOP_PX + BOX_PX / 2;
  const lastY = TOP_PX + (steps.length - 1) * STEP_PX + BOX_PX / 2;
  const back =
    `<path class="way" d="M${BACK_PX},${px(lastY)}H18Q8,${px(lastY)},8,${px(lastY - 10)}V${px(firstY + 10)}Q8,${px(firstY)},18,${px(firstY)}H${BACK_PX - 7}"/>` +
    `<path class="head" d="M${BACK_PX},${px(firstY)}l-8,-5v10z"/>`;
  return { width: WIDTH_PX, height: lastY + BOX_PX / 2 + 26, body: boxes.join("") + back };
}

function drawArrow(x: number, y: number, lengthPx: number): string {
  return `<path class="way" d="M${px(x)},${px(y)}v${px(lengthPx - 7)}"/><path class="head" d="M${px(x)},${px(y + lengthPx)}l-5,-8h10z"/>`;
}

const MOST_BARS = 15;
const MOST_LOOPS = 4;
const LONGEST_LOOP = 8;

export function renderLoopPictures(report: Report): readonly string[] {
  const names = new Map(report.metrics.map((metric) => [metric.metric, metric.name]));
  const drives = new Map(report.drives.map((drive) => [`${drive.from} ${drive.to}`, drive]));
  const drawn = report.loops.filter((loop) => loop.metrics.length <= LONGEST_LOOP).slice(0, MOST_LOOPS);
  if (drawn.length === 0) return [];
  const pictures = drawn.map((loop, index): Picture => {
    const steps = loop.metrics.map((metric, place): LoopStep => {
      const next = loop.metrics[(place + 1) % loop.metrics.length] ?? metric;
      const drive = drives.get(`${metric} ${next}`);
      const lag = drive?.lag ? ` after ${showLag(drive.lag)}` : "";
      return {
        name: names.get(metric) ?? metric,
        verb: `${drive?.sign === "-" ? "lowers" : "raises"}${lag}`,
      };
    });
    return {
      name: `loop-${index + 1}`,
      title: `A ${loop.kind} loop`,
      description: steps.map((step) => `${step.name} ${step.verb} the next.`).join(" "),
      draw: (canvas) => drawLoop(steps, canvas),
    };
  });
  const more =
    report.loops.length > drawn.length ? ` ${report.loops.length - drawn.length} more are not drawn.` : "";
  return [
    renderFigure(pictures, `As the catalog links metrics; the way back to the first closes the loop.${more}`),
  ];
}

export function renderLeveragePicture(report: Report): readonly string[] {
  if (report.leverage.length === 0) return [];
  const { thresholds } = report;
  const names = new Map(report.metrics.map((metric) => [metric.metric, metric.name]));
  const rows = report.leverage.slice(0, MOST_BARS).map((each): BarRow => {
    const leads = each.kind === "lever" ? `leads to ${each.outcomes.length} outcomes` : "leads to no outcome";
    return {
      name: `${names.get(each.metric) ?? each.metric} (${each.kind}: ${leads})`,
      bars: [
        {
          share: each.changes / Math.max(1, each.of),
          text: `${each.changes} of ${each.of} claims`,
          style: each.kind === "lever" ? "declared" : "inherited",
        },
      ],
      mark: each.kind === "lever" ? thresholds.leverageShare : thresholds.sinkShare,
    };
  });
  const picture: Picture = {
    name: "leverage",
    title: "Levers and sinks: their share of all claims",
    description:
      "A bar per lever and sink for its share of all claims, with the share at which it counts as one.",
    draw: (canvas) => drawBars(rows, canvas),
  };
  return [
    renderFigure(
      [picture],
      "The dashed line: the share under which a metric is a lever, or over which it is a sink.",
    ),
  ];
}

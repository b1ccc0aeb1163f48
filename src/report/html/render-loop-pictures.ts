import type { Report } from "../report.ts";
import { showLag } from "../show-lag.ts";
import { type BarRow, drawBars } from "./pictures/draw-bars.ts";
import { drawLoop, type LoopStep } from "./pictures/draw-loop.ts";
import type { Picture } from "./pictures/svg-picture.ts";
import { renderFigure } from "./render-figure.ts";

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

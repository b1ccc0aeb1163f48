import type { Canvas, Drawing } from "./svg-picture.ts";
import { cutToWidth, px, renderLabel } from "./svg-text.ts";

export interface LoopStep {
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
export function drawLoop(steps: readonly LoopStep[], canvas: Canvas): Drawing {
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

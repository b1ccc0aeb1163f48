import { scaleLinear } from "d3-scale";
import { type Canvas, cutToWidth, type Drawing, px, renderLabel } from "./svg.ts";

export interface BarRow {
  readonly name: string;
  /** One bar each, the upper one first. */
  readonly bars: readonly { readonly share: number; readonly text: string; readonly style: string }[];
  /** A share at which a line stands across the bars. */
  readonly mark?: number;
}

const NAME_PX = 20;
const BAR_PX = 12;
const BAR_STEP_PX = 17;
const ROW_GAP_PX = 12;
/** Room to the right of the longest bar, for its words. */
const WORDS_PX = 150;

/** Rows of horizontal bars, each with its name above and its words at its end. */
export function drawBars(rows: readonly BarRow[], canvas: Canvas): Drawing {
  const most = Math.max(0.01, ...rows.flatMap((row) => [...row.bars.map((bar) => bar.share), row.mark ?? 0]));
  const x = scaleLinear()
    .domain([0, most])
    .range([0, canvas.width - WORDS_PX]);
  let y = 0;
  const body = rows.map((row) => {
    const top = y;
    y += NAME_PX + row.bars.length * BAR_STEP_PX + ROW_GAP_PX;
    return drawRow(row, { canvas, top, x: (share) => x(share) });
  });
  return { height: Math.max(1, y - ROW_GAP_PX + 4), body: body.join("") };
}

function drawRow(
  row: BarRow,
  at: { readonly canvas: Canvas; readonly top: number; readonly x: (share: number) => number },
): string {
  const { canvas, top, x } = at;
  const { fontPx } = canvas;
  const name = renderLabel({
    x: 0,
    y: top + fontPx,
    text: cutToWidth(row.name, canvas.width, fontPx),
    fontPx,
  });
  const bars = row.bars.map((bar, index) => {
    const y = top + NAME_PX + index * BAR_STEP_PX;
    const width = Math.max(bar.share > 0 ? 2 : 0, x(bar.share));
    const words = renderLabel({
      x: width + 6,
      y: y + BAR_PX - 2,
      text: bar.text,
      fontPx: fontPx - 1,
      style: "muted halo",
    });
    return `<rect class="${bar.style}" x="0" y="${px(y)}" width="${px(width)}" height="${BAR_PX}"/>${words}`;
  });
  const bottom = top + NAME_PX + row.bars.length * BAR_STEP_PX;
  const mark =
    row.mark === undefined
      ? ""
      : `<line class="mark" x1="${px(x(row.mark))}" x2="${px(x(row.mark))}" y1="${px(top + NAME_PX - 3)}" y2="${px(bottom - 2)}"/>`;
  return `${name}${bars.slice(0).join("")}${mark}`;
}

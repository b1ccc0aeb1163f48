import { escapeHtml } from "../../text/escape.ts";
import type { Report } from "../report.ts";
import { type Canvas, cutToWidth, type Drawing, px, renderLabel } from "./svg.ts";

export interface HeatTable {
  readonly metrics: readonly { readonly key: string; readonly name: string }[];
  readonly rows: readonly {
    readonly name: string;
    /** One per metric; `isListed`: the catalog lists the metric for the area. */
    readonly cells: readonly { readonly changes: number; readonly isListed: boolean }[];
  }[];
  /** Areas and metrics with claims that are not in it. */
  readonly leftOut: { readonly areas: number; readonly metrics: number };
}

/** The most claimed areas and metrics of the system map as a table of counts. */
export function buildHeatTable(
  report: Report,
  most: { readonly areas: number; readonly metrics: number },
): HeatTable {
  const cells = new Map(report.map.map((link) => [`${link.area} ${link.metric}`, link]));
  const listed = new Set(report.assumedLinks.map((link) => `${link.area} ${link.metric}`));
  const claimedMetrics = report.metrics.filter((metric) => metric.changes > 0);
  const sums = new Map<string, number>();
  for (const link of report.map) sums.set(link.area, (sums.get(link.area) ?? 0) + link.changes);
  const claimedAreas = report.areas
    .filter((area) => sums.has(area.area))
    .toSorted((one, other) => (sums.get(other.area) ?? 0) - (sums.get(one.area) ?? 0));
  const metrics = claimedMetrics.slice(0, most.metrics).map(({ metric, name }) => ({ key: metric, name }));
  return {
    metrics,
    rows: claimedAreas.slice(0, most.areas).map((area) => ({
      name: area.name,
      cells: metrics.map(({ key }) => {
        const link = cells.get(`${area.area} ${key}`);
        const isListed = link === undefined ? listed.has(`${area.area} ${key}`) : !link.differs;
        return { changes: link?.changes ?? 0, isListed };
      }),
    })),
    leftOut: {
      areas: Math.max(0, claimedAreas.length - most.areas),
      metrics: Math.max(0, claimedMetrics.length - most.metrics),
    },
  };
}

const ROW_PX = 26;
const WIDEST_CELL_PX = 64;
const STEEP = 0.7;

/** Areas down, metrics across; the more changes, the darker, and the number in each cell. */
export function drawHeat(table: HeatTable, canvas: Canvas): Drawing {
  const gutter = canvas.kind === "wide" ? 190 : 104;
  const headPx = canvas.kind === "wide" ? 120 : 92;
  const { fontPx } = canvas;
  // The last slanted name leans out to the right.
  const cellPx = Math.min(
    WIDEST_CELL_PX,
    (canvas.width - gutter - headPx * STEEP) / Math.max(1, table.metrics.length),
  );
  const heads = table.metrics.map((metric, column) => {
    const x = gutter + (column + 0.5) * cellPx;
    const label = renderLabel({
      x: 0,
      y: 0,
      text: cutToWidth(metric.name, headPx * 1.15, fontPx - 1),
      fontPx: fontPx - 1,
    });
    return `<g transform="translate(${px(x)} ${headPx - 6}) rotate(-50)">${label}</g>`;
  });
  const most = Math.max(1, ...table.rows.flatMap((row) => row.cells.map((cell) => cell.changes)));
  const rows = table.rows.map((row, index) => {
    const y = headPx + index * ROW_PX;
    const name = renderLabel({
      x: gutter - 8,
      y: y + ROW_PX / 2 + fontPx / 3,
      text: cutToWidth(row.name, gutter - 10, fontPx),
      fontPx,
      anchor: "end",
    });
    const cells = row.cells.map((cell, column) => {
      const at = { x: gutter + column * cellPx, y, width: cellPx, most };
      const title = `${row.name}, ${table.metrics[column]?.name ?? ""}: ${cell.changes}`;
      return drawCell(cell, at, { title, fontPx });
    });
    return name + cells.join("");
  });
  return { height: headPx + table.rows.length * ROW_PX + 2, body: heads.join("") + rows.join("") };
}

function drawCell(
  cell: HeatTable["rows"][number]["cells"][number],
  at: { readonly x: number; readonly y: number; readonly width: number; readonly most: number },
  words: { readonly title: string; readonly fontPx: number },
): string {
  const box = `x="${px(at.x + 1)}" y="${px(at.y + 1)}" width="${px(at.width - 2)}" height="${ROW_PX - 2}"`;
  if (cell.changes === 0) {
    return `<rect class="${cell.isListed ? "listed" : "empty"}" ${box}/>`;
  }
  const share = cell.changes / at.most;
  const corner = cell.isListed
    ? ""
    : `<path class="corner" d="M${px(at.x + at.width - 9)},${px(at.y + 1)}h8v8z"/>`;
  const label = renderLabel({
    x: at.x + at.width / 2,
    y: at.y + ROW_PX / 2 + words.fontPx / 3,
    text: String(cell.changes),
    fontPx: words.fontPx - 1,
    anchor: "middle",
    ...(share > 0.5 ? { style: "on" } : {}),
  });
  return (
    `<g><title>${escapeHtml(words.title)}</title><rect class="heat" fill-opacity="${(0.12 + 0.88 * share).toFixed(2)}" ${box}/>` +
    `${corner}${label}</g>`
  );
}

import { area, curveBumpX } from "d3-shape";
import { PROVENANCES } from "../../model/answer.ts";
import { escapeHtml } from "../../text/escape.ts";
import type { FlowGraph, FlowNode } from "./flow-graph.ts";
import { countOf, layOutFlow, type PlacedLink, type PlacedNode } from "./flow-layout.ts";
import { type Canvas, cutToWidth, type Drawing, px, renderLabel } from "./svg.ts";

const BAR_PX = 9;
const HEAD_PX = 22;
const FOOT_PX = 6;
const DIGIT_EM = 0.66;
const COLUMNS = ["Areas of the code", "Metrics claimed", "Outcomes"] as const;
const ANCHORS = ["start", "middle", "end"] as const;

/** Areas to metrics to outcomes; each ribbon as wide as its changes are many. */
export function drawFlow(graph: FlowGraph, canvas: Canvas): Drawing {
  const layout = layOutFlow(graph, canvas.fontPx + 11);
  const xs = [0, (canvas.width - BAR_PX) / 2, canvas.width - BAR_PX] as const;
  const between = (fromX: number, toX: number) => (placed: PlacedLink) =>
    renderLink(placed, { fromX: fromX + BAR_PX, toX }, graph);
  // What is only assumed lies below what people said, and names above all.
  const links = [
    ...layout.claims.map((placed) => ({ placed, svg: between(xs[0], xs[1])(placed) })),
    ...layout.routes.map((placed) => ({ placed, svg: between(xs[1], xs[2])(placed) })),
  ].toSorted((one, other) => countOf(other.placed.link) - countOf(one.placed.link));
  const assumed = links.filter(({ placed }) => placed.link.kind === "assumed");
  const claimed = links.filter(({ placed }) => placed.link.kind !== "assumed");
  const bars = layout.columns.flatMap((nodes, column) =>
    nodes.map((node) => renderBar(node, xs[column] ?? 0)),
  );
  const names = layout.columns.flatMap((nodes, column) =>
    nodes.map((node) => renderName(node, { column, canvas, x: toTextX(xs[column] ?? 0, column) })),
  );
  const heads = COLUMNS.map((text, column) =>
    renderLabel({
      x: toTextX(xs[column] ?? 0, column),
      y: canvas.fontPx,
      text,
      fontPx: canvas.fontPx - 1,
      anchor: ANCHORS[column] ?? "start",
      style: "muted",
    }),
  );
  const body = [...[...assumed, ...claimed].map(({ svg }) => svg), ...bars, ...names].join("");
  return {
    height: layout.height + HEAD_PX + FOOT_PX,
    body: `${heads.join("")}<g transform="translate(0 ${HEAD_PX - 6})">${body}</g>`,
  };
}

function toTextX(x: number, column: number): number {
  return x + (column * BAR_PX) / 2;
}

interface Span {
  readonly fromX: number;
  readonly toX: number;
}

function renderLink({ link, fromY, toY, thickness }: PlacedLink, span: Span, graph: FlowGraph): string {
  const name = `${findName([...graph.areas, ...graph.metrics], link.from)} to ${findName([...graph.metrics, ...graph.outcomes], link.to)}`;
  switch (link.kind) {
    case "assumed":
      return `<path class="assumed" d="${renderCurve(span, fromY, toY)}"><title>${escapeHtml(`${name}: assumed, no change claims it`)}</title></path>`;
    case "carried":
      return `<path class="carried" d="${renderRibbon(span, { fromY, toY, thickness })}"><title>${escapeHtml(`${name}: ${link.changes}`)}</title></path>`;
    case "claimed": {
      const all = link.claims.declared + link.claims.accepted + link.claims.inherited;
      // Of several metrics drawn as one, a change may claim two.
      const ofChanges = all === link.changes ? "" : ` claims; changes in all: ${link.changes}`;
      let above = 0;
      return PROVENANCES.map((provenance) => {
        const part = (thickness * link.claims[provenance]) / all;
        const offset = above;
        above += part;
        if (part === 0) return "";
        const title = `${name}: ${link.claims[provenance]} ${provenance}${ofChanges}${link.differs ? ", differs from the catalog" : ""}`;
        return `<path class="${provenance}" d="${renderRibbon(span, { fromY: fromY + offset, toY: toY + offset, thickness: part })}"><title>${escapeHtml(title)}</title></path>`;
      }).join("");
    }
  }
}

function findName(nodes: readonly FlowNode[], key: string): string {
  return nodes.find((node) => node.key === key)?.name ?? key;
}

const shape = area<readonly [number, number, number]>()
  .x(([x]) => x)
  .y0(([, y]) => y)
  .y1(([, , y]) => y)
  .curve(curveBumpX)
  .digits(1);

function renderRibbon(
  { fromX, toX }: Span,
  ends: { readonly fromY: number; readonly toY: number; readonly thickness: number },
): string {
  return (
    shape([
      [fromX, ends.fromY, ends.fromY + ends.thickness],
      [toX, ends.toY, ends.toY + ends.thickness],
    ]) ?? ""
  );
}

function renderCurve({ fromX, toX }: Span, fromY: number, toY: number): string {
  const middle = px((fromX + toX) / 2);
  return `M${px(fromX)},${px(fromY)}C${middle},${px(fromY)},${middle},${px(toY)},${px(toX)},${px(toY)}`;
}

function renderBar({ y, height, changes }: PlacedNode, x: number): string {
  const style = changes > 0 ? "bar" : "hollow";
  return `<rect class="${style}" x="${px(x)}" y="${px(y)}" width="${BAR_PX}" height="${px(height)}"/>`;
}

function renderName(
  node: PlacedNode,
  at: { readonly column: number; readonly canvas: Canvas; readonly x: number },
): string {
  const { width, fontPx } = at.canvas;
  const countPx = (1 + String(node.changes).length) * fontPx * DIGIT_EM;
  const text = cutToWidth(node.name, width / COLUMNS.length - 6 - countPx, fontPx);
  const style = node.changes > 0 ? "halo" : "halo muted";
  return renderLabel({
    x: at.x,
    y: node.y - 5,
    text,
    count: node.changes,
    fontPx,
    anchor: ANCHORS[at.column] ?? "start",
    style,
  });
}

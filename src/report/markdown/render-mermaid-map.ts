import { escapeMermaid } from "../../text/escape-mermaid.ts";
import type { Provenances, Report } from "../report.ts";
import { showLag } from "../show-lag.ts";
import type { ChosenEdges } from "./choose-edges.ts";

const THINNEST_PX = 2;
const WIDEST_PX = 9;

/** One line of the picture. `arrow` and `style` tell provenances apart by form; the label says it in words too. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly arrow: string;
  readonly label: string;
  readonly style: string;
}

/** A Mermaid flow chart, areas to metrics to outcomes; widths by changes. Undefined where there is nothing to draw. */
export function renderMermaidMap(report: Report, chosen: ChosenEdges): string | undefined {
  const widest = Math.max(
    1,
    ...report.map.map((link) => link.changes),
    ...report.drives.map((drive) => drive.changes),
  );
  const toWidth = (changes: number) =>
    `stroke-width:${THINNEST_PX + Math.round(((WIDEST_PX - THINNEST_PX) * changes) / widest)}px`;
  const areas = new Map(report.areas.map((area, index) => [area.area, `a${index}`]));
  const metrics = new Map(report.metrics.map((metric, index) => [metric.metric, `m${index}`]));
  const toArea = (key: string) => areas.get(key) ?? "aOther";
  const toMetric = (key: string) => metrics.get(key) ?? "mOther";
  const edges: Edge[] = [
    ...chosen.links.map((link) => ({
      from: toArea(link.area),
      to: toMetric(link.metric),
      ...toLine(link.byProvenance),
      style: `${toWidth(link.changes)}${toLine(link.byProvenance).dash}`,
    })),
    ...renderFolded(chosen, toWidth),
    ...chosen.drives.map((drive) => ({
      from: toMetric(drive.from),
      to: toMetric(drive.to),
      arrow: drive.changes > 0 ? "-->" : "-.->",
      label: renderDriveLabel(drive),
      style: drive.changes > 0 ? toWidth(drive.changes) : ASSUMED_STYLE,
    })),
    ...chosen.assumed.map((link) => ({
      from: toArea(link.area),
      to: toMetric(link.metric),
      arrow: "-.->",
      label: "assumed",
      style: ASSUMED_STYLE,
    })),
  ];
  if (edges.length === 0) {
    return undefined;
  }
  const lines = [
    "flowchart LR",
    ...renderNodes(report, new Set(edges.flatMap((edge) => [edge.from, edge.to]))),
    ...edges.map((edge) => `  ${edge.from} ${edge.arrow}|"${edge.label}"| ${edge.to}`),
    ...renderStyles(edges),
  ];
  return `\`\`\`mermaid\n${lines.join("\n")}\n\`\`\``;
}

const ASSUMED_STYLE = "stroke-width:1px,stroke-dasharray:6 6";

interface Line {
  readonly arrow: string;
  readonly label: string;
  readonly dash: string;
}

/** The line of the provenance that most of the claims have; the label tells the others. */
function toLine(counts: Provenances): Line {
  const changes = counts.declared + counts.accepted + counts.inherited;
  const others = [
    counts.accepted > 0 ? `${counts.accepted} accepted` : "",
    counts.inherited > 0 ? `${counts.inherited} inherited` : "",
  ].filter((part) => part !== "");
  const label = others.length === 0 ? `${changes}` : `${changes}, ${others.join(", ")}`;
  if (counts.declared >= counts.accepted && counts.declared >= counts.inherited) {
    return { arrow: "-->", label, dash: "" };
  }
  return counts.accepted >= counts.inherited
    ? { arrow: "--o", label, dash: "" }
    : { arrow: "-.->", label, dash: ",stroke-dasharray:2 4" };
}

function renderFolded(chosen: ChosenEdges, toWidth: (changes: number) => string): Edge[] {
  if (chosen.folded.length === 0) {
    return [];
  }
  const changes = new Set(chosen.folded.flatMap((link) => link.ids)).size;
  return [{ from: "aOther", to: "mOther", arrow: "-->", label: `${changes}`, style: toWidth(changes) }];
}

/** `raises after 6w`, so that nobody has to know what a sign on an arrow means. */
function renderDriveLabel(drive: Report["drives"][number]): string {
  const verb = drive.sign === "+" ? "raises" : "lowers";
  const lag = drive.lag === null ? "" : ` after ${escapeMermaid(showLag(drive.lag))}`;
  return drive.changes > 0 ? `${verb}${lag}` : `${verb}${lag}, assumed`;
}

function renderNodes(report: Report, drawn: ReadonlySet<string>): string[] {
  const outcomes = new Set(report.outcomes.map((outcome) => outcome.metric));
  const focus = new Set(report.intent.focus.map((each) => each.metric));
  const areas = report.areas.map((area, index) => ({
    id: `a${index}`,
    text: `a${index}["${escapeMermaid(area.name)}"]`,
  }));
  const metrics = report.metrics.map((metric, index) => {
    const words = [`${metric.changes}`, focus.has(metric.metric) ? "focus" : ""].filter(
      (word) => word !== "",
    );
    const label = `"${escapeMermaid(metric.name)} (${words.join(", ")})"`;
    return {
      id: `m${index}`,
      text: outcomes.has(metric.metric) ? `m${index}([${label}])` : `m${index}[${label}]`,
    };
  });
  const others = [
    { id: "aOther", text: 'aOther["other areas"]' },
    { id: "mOther", text: 'mOther["other metrics"]' },
  ];
  return [...areas, ...metrics, ...others]
    .filter((node) => drawn.has(node.id))
    .map((node) => `  ${node.text}`);
}

/** One line per style, with the numbers of the links that have it. */
function renderStyles(edges: readonly Edge[]): string[] {
  const numbers = new Map<string, number[]>();
  for (const [number, edge] of edges.entries()) {
    numbers.set(edge.style, [...(numbers.get(edge.style) ?? []), number]);
  }
  return [...numbers].map(([style, links]) => `  linkStyle ${links.join(",")} ${style}`);
}

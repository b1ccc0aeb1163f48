import { escapeMermaid } from "../../text/escape.ts";
import { showLag } from "../figures.ts";
import { countChanges } from "../pages/report-page.ts";
import type { Provenances, Report, ReportLink } from "../report.ts";

/** The system map as Mermaid with the words that explain it; undefined where there is nothing to draw. */
export function renderMermaidPicture(report: Report): readonly string[] | undefined {
  const chosen = chooseEdges(report);
  const picture = renderMermaidMap(report, chosen);
  if (picture === undefined) {
    return undefined;
  }
  return [
    "Areas of the code on the left, the metrics that their changes claim, and outcomes (round) on the right. " +
      "The number on a line counts the changes that claim it, and wider is more.",
    picture,
    "A line with an arrow: most of its claims were declared. A line that ends in a circle: most were accepted suggestions. " +
      "Dotted: most were inherited. Thin, dashed and called assumed: the catalog lists it and no change claims it. " +
      "Links between metrics are the catalog's.",
    renderFoldedNote(chosen.folded, chosen.omitted),
  ];
}

function renderFoldedNote(folded: readonly ReportLink[], omitted: number): string {
  const changes = new Set(folded.flatMap((link) => link.ids)).size;
  const notes = [
    folded.length > 0
      ? `The ${folded.length} thinnest lines (${countChanges(changes)}) are drawn as one, from other areas to other metrics.`
      : "",
    omitted > 0 ? `${omitted} links of the catalog are not drawn.` : "",
  ];
  return notes.filter((note) => note !== "").join(" ");
}

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
function renderMermaidMap(report: Report, chosen: ChosenEdges): string | undefined {
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

/** More than this and nobody can follow a line in the picture. */
const MOST_EDGES = 60;

interface ChosenEdges {
  readonly links: readonly ReportLink[];
  readonly drives: readonly Report["drives"][number][];
  readonly assumed: readonly Report["assumedLinks"][number][];
  /** Claimed links that are drawn as one line from "others" to "others". */
  readonly folded: readonly ReportLink[];
  /** Links of the catalog that are not drawn at all. */
  readonly omitted: number;
}

/** Claimed links first, the widest of them, then links between metrics that carry claims, then what is only assumed. */
function chooseEdges(report: Pick<Report, "map" | "drives" | "assumedLinks">): ChosenEdges {
  const carrying = report.drives.filter((drive) => drive.changes > 0);
  const idle = report.drives.filter((drive) => drive.changes === 0);
  // A third is kept for the links between metrics, without which no line reaches an outcome.
  const kept = Math.min(carrying.length, MOST_EDGES / 3);
  const isFolded = report.map.length > MOST_EDGES - kept;
  const links = isFolded ? report.map.slice(0, MOST_EDGES - kept - 1) : report.map;
  let room = MOST_EDGES - links.length - (isFolded ? 1 : 0);
  const take = <Kind>(edges: readonly Kind[]): readonly Kind[] => {
    const taken = edges.slice(0, room);
    room -= taken.length;
    return taken;
  };
  const drives = [...take([...carrying].sort((one, other) => other.changes - one.changes)), ...take(idle)];
  const assumed = take(report.assumedLinks);
  return {
    links,
    drives,
    assumed,
    folded: report.map.slice(links.length),
    omitted: report.drives.length - drives.length + report.assumedLinks.length - assumed.length,
  };
}

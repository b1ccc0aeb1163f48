import { countChanges } from "../pages/report-page.ts";
import type { Report, ReportLink } from "../report.ts";
import { chooseEdges } from "./choose-edges.ts";
import { renderMermaidMap } from "./render-mermaid-map.ts";

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

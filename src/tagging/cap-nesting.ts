import { measureMarkers } from "./measure-markers.ts";

/** Nobody answers this deep; each level multiplies what every line costs the Markdown parser. */
const DEEPEST = 16;
const WIDEST_INDENT = 64;

/**
 * Drops the container markers of a line beyond the sixteenth, and the indentation beyond 64 columns, so that no line
 * makes the Markdown parser slow. What stands behind them stays where it is: in the quote or list item. Line ends
 * become `\n`.
 */
export function capNesting(markdown: string): string {
  return markdown
    .split(/\r\n|\r|\n/u)
    .map(capLine)
    .join("\n");
}

function capLine(line: string): string {
  const start = line.search(/[^ \t]/u);
  const indented = start > WIDEST_INDENT ? line.slice(start - WIDEST_INDENT) : line;
  const kept = measureMarkers(indented, DEEPEST).end;
  const { end } = measureMarkers(indented, Number.POSITIVE_INFINITY);
  return kept === end ? indented : `${indented.slice(0, kept)} ${indented.slice(end).trimStart()}`;
}

/**
 * A thousand list items, or two thousand paragraphs: beyond it the Markdown parser takes more than linear time and
 * tens of megabytes, and nobody's description is that long.
 */
const MOST_STARTS = 2_000;
const DEEPEST = 16;
const WORD = /^[ \t]*[\p{L}\p{N}]/u;

/**
 * The text up to where so much has begun that parsing it would be slow: blocks, and the quotes and list items that
 * hold them. Cut off rather than thinned out, so that nothing is read from a block whose beginning is gone.
 * @param markdown with `\n` as its only line end.
 */
export function capBlocks(markdown: string): string {
  let starts = 0;
  let isAfterBlank = true;
  let from = 0;
  while (from < markdown.length) {
    const newline = markdown.indexOf("\n", from);
    const end = newline < 0 ? markdown.length : newline;
    const line = markdown.slice(from, end);
    const isBlank = line.trim() === "";
    starts += isBlank ? 0 : countStarts(line, isAfterBlank);
    if (starts > MOST_STARTS) {
      return markdown.slice(0, from);
    }
    isAfterBlank = isBlank;
    from = end + 1;
  }
  return markdown;
}

/** What the line may begin; a line of words behind another one only goes on. */
function countStarts(line: string, isAfterBlank: boolean): number {
  return measureMarkers(line, DEEPEST).count + (isAfterBlank || !WORD.test(line) ? 1 : 0);
}

/** Nobody answers this deep; each level multiplies what every line costs the Markdown parser. */

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

/** One marker of a container and the white space before it: `  > `, `- `, `12. `. */
const MARKER = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/uy;

interface Markers {
  readonly count: number;
  /** Where they end in the line. */
  readonly end: number;
}

/** The markers of quotes and list items that a line begins with, at most so many. */
function measureMarkers(line: string, most: number): Markers {
  let end = 0;
  let count = 0;
  for (; count < most; count += 1) {
    MARKER.lastIndex = end;
    if (!MARKER.test(line)) break;
    end = MARKER.lastIndex;
  }
  return { count, end };
}

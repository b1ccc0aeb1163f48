import { measureMarkers } from "./measure-markers.ts";

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

import type { Position } from "./catalog-layer.ts";

/** Turns offsets (UTF-16 units, as parsers count) into lines and columns (code points, as people count). */
export function buildTextPositions(text: string): (offset: number) => Position {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return (offset) => {
    const line = countNotAfter(lineStarts, offset);
    const start = lineStarts[line - 1] ?? 0;
    return { line, column: offset - start - countSurrogatePairs(text, start, offset) + 1 };
  };
}

function countNotAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 1);
}

function countSurrogatePairs(text: string, from: number, to: number): number {
  let pairs = 0;
  for (let at = from; at < to; at += 1) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) pairs += 1;
  return pairs;
}

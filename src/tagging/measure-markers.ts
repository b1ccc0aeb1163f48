/** One marker of a container and the white space before it: `  > `, `- `, `12. `. */
const MARKER = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/uy;

export interface Markers {
  readonly count: number;
  /** Where they end in the line. */
  readonly end: number;
}

/** The markers of quotes and list items that a line begins with, at most so many. */
export function measureMarkers(line: string, most: number): Markers {
  let end = 0;
  let count = 0;
  for (; count < most; count += 1) {
    MARKER.lastIndex = end;
    if (!MARKER.test(line)) break;
    end = MARKER.lastIndex;
  }
  return { count, end };
}

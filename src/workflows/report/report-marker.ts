import { MOST_RECORD_CHARACTERS } from "./report-record.ts";

/** GitHub takes 65,536 characters in an issue or comment; the marker and the record need some of them. */
export const MOST_PART_CHARACTERS = 65_536 - 200 - MOST_RECORD_CHARACTERS;

/** Stands first in each part, unseen: by it and by our own app the part is found again. `place` counts from 0. */
export function toReportMarker(place: number): string {
  return `<!-- throughline:report part ${place + 1} -->`;
}

// <!-- throughline:report part 2 -->
const MARKER = /<!-- throughline:report part ([1-9]\d{0,3}) -->/u;

/** Which part a comment is, from 0; undefined where it is none. */
export function findReportPlace(body: string): number | undefined {
  const [, part] = MARKER.exec(body) ?? [];
  return part === undefined ? undefined : Number(part) - 1;
}

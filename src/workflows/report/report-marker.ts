/** GitHub takes 65,536 characters in an issue or comment; the marker needs some of them. */
export const MOST_PART_CHARACTERS = 65_536 - 200;

/** Stands first in each part, unseen: by it and by our own app the part is found again. `place` counts from 0. */
export function toReportMarker(place: number): string {
  return `<!-- throughline:report part ${place + 1} -->`;
}

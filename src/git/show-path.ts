import { showHidden } from "../text/show-hidden.ts";

/** A path as a sentence can hold it: on one line, and with nothing that a terminal would obey. */
export function showPath(path: string): string {
  return showHidden(path.replace(/[\t\n\r]/g, (character) => JSON.stringify(character).slice(1, -1)));
}

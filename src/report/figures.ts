import { cutText } from "../text/cut-text.ts";
import type { SortedChanges } from "./tally/change-columns.ts";

/**
 * `7 %`: whole numbers, and neither `0 %` for something nor `100 %` for less than all.
 * Of fewer than `fewChanges` it is `not enough data`, because one change more would turn it over.
 */
export function showShare(part: number, whole: number, fewChanges: number): string {
  if (whole < fewChanges || whole === 0) {
    return "not enough data";
  }
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) {
    return "under 1 %";
  }
  return percent === 100 && part < whole ? "over 99 %" : `${percent} %`;
}

const EXAMPLES = 3;
const TITLE_LIMIT = 100;

/** The newest three of the changes with their titles, so that a number can be pictured. Empty for ids of elsewhere. */
export function toExamples(
  changes: SortedChanges,
  ids: readonly string[],
): readonly { readonly id: string; readonly title: string }[] {
  const first = new Set(ids.slice(0, EXAMPLES));
  const examples: { id: string; title: string }[] = [];
  for (let position = 0; position < changes.size && examples.length < first.size; position += 1) {
    const id = changes.ids[position] ?? "";
    if (first.has(id)) examples.push({ id, title: cutText(changes.title(position), TITLE_LIMIT) });
  }
  return examples;
}

const UNITS: Readonly<Record<string, string>> = { d: "day", w: "week", m: "month", q: "quarter" };

/** `6w` -> `6 weeks`; what is no lag stays as it is. */
export function showLag(lag: string): string {
  const [, count, unit] = /^(\d+)([dwmq])$/.exec(lag) ?? [];
  const word = UNITS[unit ?? ""];
  if (count === undefined || word === undefined) return lag;
  return `${count} ${word}${count === "1" ? "" : "s"}`;
}

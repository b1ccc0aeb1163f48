import { cutText } from "../text/cut-text.ts";
import type { SortedChanges } from "./tally/change-columns.ts";

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

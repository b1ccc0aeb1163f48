import { foldKeyboard } from "../text/keyboard.ts";

/** Behind these something is still to come: a comma, a dash, `and`, an effect word. */
const UNFINISHED =
  /(?:[,;/&+|(]|(?:^|\s)(?:-+|—|and|or|because|because of|for|moves|protects|enables))$|[\p{L}\p{N}]-$/iu;
/** `Signed-off-by: ...`, `Tests: ...`; a metric behind a comma begins with a small letter. */
export const NEXT_KEY = /^[^\p{L}\p{N}]*\p{Lu}[\p{L}\p{N}-]*\s*:(?!\/\/)/u;
/** Where git, editors and people wrap; shorter lines end where their author ended them. */
const WRAP = 72;
const SHORTEST_WRAPPED = 50;
const MOST_LINES = 20;

export interface ContinuedValue {
  /** The value with the lines that belong to it, on lines as they were. */
  readonly text: string;
  /** Lines of the paragraph behind it. */
  readonly rest: readonly string[];
}

/**
 * A value and the lines behind it that go on with it: more indented ones, as git folds a trailer; those behind a
 * value that cannot end there; and those behind a line that was wrapped because the next word did not fit.
 * @param line the whole line that the value stands in.
 */
export function continueValue(value: string, line: string, after: readonly string[]): ContinuedValue {
  let text = value.trim();
  let last = line;
  let count = 0;
  for (const next of after.slice(0, MOST_LINES)) {
    const isBound = isIndented(next, line) || UNFINISHED.test(foldKeyboard(text)) || isWrapped(last, next);
    if (next.trim() === "" || !isBound || NEXT_KEY.test(foldKeyboard(next))) break;
    // A word that was parted at its hyphen is one word.
    text = /[\p{L}\p{N}]-$/u.test(foldKeyboard(text)) ? text + next.trim() : `${text}\n${next.trim()}`;
    last = next;
    count += 1;
  }
  return { text, rest: after.slice(count).map((next) => next.trim()) };
}

function isIndented(next: string, line: string): boolean {
  return next.search(/\S/u) > line.search(/\S/u);
}

function isWrapped(line: string, next: string): boolean {
  const length = line.trim().length;
  const [word = ""] = next.trim().split(/\s/u);
  return length >= SHORTEST_WRAPPED && length <= WRAP + 8 && length + 1 + word.length > WRAP;
}

import { distance } from "fastest-levenshtein";

/** Longer words are compared by their beginning: what is typed wrong is short, and a bad file must not cost time. */
const COMPARED_LENGTH = 100;

/** At most `count` of the words, nearest first (tie: order of the list); case does not matter. */
export function findNearestWords(word: string, words: readonly string[], count: number): readonly string[] {
  return words
    .map((candidate, order) => ({ candidate, order, edits: measure(word, candidate) }))
    .sort((left, right) => left.edits - right.edits || left.order - right.order)
    .slice(0, count)
    .map((entry) => entry.candidate);
}

/** The nearest of the words, if it can be what was meant: at most a third is typed differently, two letters of few. */
export function findNearWord(word: string, words: readonly string[]): string | undefined {
  const [nearest] = findNearestWords(word, words, 1);
  if (nearest === undefined) return undefined;
  const compared = Math.min(word.length, nearest.length);
  return measure(word, nearest) <= Math.max(compared > 3 ? 2 : 1, Math.floor(compared / 3))
    ? nearest
    : undefined;
}

/** Edits between the two; a whole part of a hyphenated key counts as nearly the key: `checkout` of `checkout-speed`. */
function measure(word: string, candidate: string): number {
  const typed = word.slice(0, COMPARED_LENGTH).toLowerCase();
  const meant = candidate.slice(0, COMPARED_LENGTH).toLowerCase();
  const whole = distance(typed, meant);
  if (!meant.includes("-") && !meant.includes("_")) return whole;
  const parts = meant.split(/[-_]/u);
  const nearestPart = Math.min(
    ...parts.filter((part) => part.length >= 4).map((part) => distance(typed, part)),
  );
  return Math.min(whole, nearestPart + 1);
}

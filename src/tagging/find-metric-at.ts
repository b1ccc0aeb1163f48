import type { ResolvedMetric, Vocabulary } from "../catalog/resolve-metric.ts";

export interface FoundMetric {
  readonly resolved: ResolvedMetric;
  /** Characters of the line that name it. */
  readonly length: number;
}

/** What goes on with the word before it: `checkout-flow` behind `checkout`, `rates` behind `rate`. */
const GOES_ON = /[\p{L}\p{N}\p{M}_]|[-.'@][\p{L}\p{N}_]/uy;
/** A long dash that was typed without space parts a sentence, and joins two words. */
const LONG_DASH = /(?:—|--+)(?=[\p{L}\p{N}])([^,;]*)/uy;

/**
 * The longest key, name or former key that starts at a place of a line and ends where a word ends: what looks like a
 * longer key is not read as its beginning.
 * @param line as `foldKeyboard` gives it.
 */
export function findMetricAt(line: string, at: number, vocabulary: Vocabulary): FoundMetric | undefined {
  // Words are held in their shortest form, of which some scripts write each sign as two.
  const longest = Math.min(line.length - at, 2 * (vocabulary.words[0]?.length ?? 0) + 4);
  for (let length = longest; length > 0; length -= 1) {
    if (isWordEnd(line, at + length) && !/\s/u.test(line[at + length - 1] ?? " ")) {
      const resolved = vocabulary.resolve(line.slice(at, at + length));
      if (resolved !== undefined) {
        return { resolved, length };
      }
    }
  }
  return undefined;
}

function isWordEnd(line: string, index: number): boolean {
  GOES_ON.lastIndex = index;
  if (GOES_ON.test(line)) return false;
  LONG_DASH.lastIndex = index;
  const behind = LONG_DASH.exec(line)?.[1];
  // `refund-rate—fewer calls` gives a reason, `refund—rate` may be a key.
  return behind === undefined || /\S\s+\S/u.test(behind);
}

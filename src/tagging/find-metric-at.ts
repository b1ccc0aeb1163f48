import type { ResolvedMetric, Vocabulary } from "../catalog/resolve-metric.ts";

export interface FoundMetric {
  readonly resolved: ResolvedMetric;
  /** Characters of the line that name it. */
  readonly length: number;
}

/** The longest key, name or former key that starts at a place of a line and ends where a word ends. */
export function findMetricAt(line: string, at: number, vocabulary: Vocabulary): FoundMetric | undefined {
  const longest = Math.min(line.length - at, (vocabulary.words[0]?.length ?? 0) + 4);
  for (let length = longest; length > 0; length -= 1) {
    if (isWordEnd(line, at + length)) {
      const resolved = vocabulary.resolve(line.slice(at, at + length));
      if (resolved !== undefined && line[at + length - 1] !== " ") {
        return { resolved, length };
      }
    }
  }
  return undefined;
}

/** False inside `checkout-flow` behind `checkout`, and inside `rates` behind `rate`. */
function isWordEnd(line: string, index: number): boolean {
  return !/^(?:[\p{L}\p{N}\p{M}_]|[-.'’][\p{L}\p{N}])/u.test(line.slice(index, index + 3));
}

import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Claim, Effect } from "../model/answer.ts";
import { cutText } from "../text/cut-text.ts";

/** A word that stands for a metric and is none; names the nearest keys. */
export function toUnknownKey(word: string, vocabulary: Vocabulary): AnswerProblem {
  const nearest = vocabulary.nearest(word);
  const advice =
    nearest.length > 0
      ? `did you mean ${joinWords(nearest, "or")}?`
      : 'write a metric of the catalog, "none" or "unsure".';
  return { code: "unknown-key", message: `"${cutText(word, 60)}" is no metric of the catalog: ${advice}` };
}

/** `Impact: protects` and nothing behind it. */
export function toMissingMetric(effect: Effect): AnswerProblem {
  return { code: "missing-metric", message: `Behind "${effect}" a metric of the catalog is missing.` };
}

export function toTooManyMetrics(claims: readonly Claim[], extra: readonly string[]): AnswerProblem {
  const counted = joinWords(
    claims.map((claim) => claim.metric),
    "and",
  );
  const dropped = joinWords(extra, "and");
  return {
    code: "too-many-metrics",
    message: `At most two metrics count: ${counted} do, ${dropped} ${extra.length === 1 ? "does" : "do"} not.`,
  };
}

/** `none`, `unsure` or `for #812` in one answer with metrics. */
export function toBesideMetric(what: "none" | "unsure" | "for", claims: readonly Claim[]): AnswerProblem {
  const counted = joinWords(
    claims.map((claim) => claim.metric),
    "and",
  );
  const verb = claims.length === 1 ? "does" : "do";
  return {
    code: `${what}-beside-metric`,
    message: `"${what}" beside a metric does not count: ${counted} ${verb}.`,
  };
}

/** `["a", "b", "c"]` -> `a, b or c` */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1] ?? ""}`;
}

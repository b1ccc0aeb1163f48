import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Claim, Effect, Statement } from "../model/answer.ts";
import { toReferenceKey } from "../model/reference.ts";
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

/** A line of a bot account, where nobody else said anything. */
export function toWrittenByBot(statement: Statement): AnswerProblem {
  return {
    code: "written-by-bot",
    message: `A bot account wrote "Impact: ${showStatement(statement)}" into the description: it counts once a person confirms it, by a button or by changing that line.`,
  };
}

/** What it was nobody sees any more, and only what is seen counts. */
export const REMOVED_BY_BOT: AnswerProblem = {
  code: "removed-by-bot",
  message:
    'A bot account took out what a person had written behind "Impact" in the description, so it does not count any more: write it again, or press a button.',
};

function showStatement(statement: Statement): string {
  switch (statement.kind) {
    case "tags":
      return statement.claims
        .map(({ metric, effect }) => (effect === "moves" ? metric : `${effect} ${metric}`))
        .join(", ");
    case "for":
      return `for ${toReferenceKey(statement.target)}`;
    case "none":
    case "unsure":
      return statement.kind;
  }
}

/** `["a", "b", "c"]` -> `a, b or c` */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1] ?? ""}`;
}

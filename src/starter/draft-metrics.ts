import { toVocabularyWord } from "../catalog/resolve-metric.ts";
import { type MetricKind, RESERVED_KEYS } from "../model/catalog.ts";
import { cutText } from "../text/cut-text.ts";
import type { DraftMetric } from "./starters.ts";
import { toKey } from "./to-key.ts";

/** Code points, less than the catalog allows. */
const LONGEST_NAME = 80;

/** The questions of `init`, at most three, in the order in which they are asked. */
export const QUESTIONS = [
  { partner: "Sales", kind: "revenue", text: "Which number does Sales live by?", example: "Deal velocity" },
  {
    partner: "Customer Success",
    kind: "revenue",
    text: "Which number does Customer Success live by?",
    example: "Net revenue retention",
  },
  {
    partner: "Product",
    kind: "customer",
    text: "Which number does Product live by?",
    example: "Activation rate",
  },
] as const satisfies readonly { partner: string; kind: MetricKind; text: string; example: string }[];

/**
 * Metrics from the answers, in the order of QUESTIONS; an empty answer, or `none`, gives none. A customer metric drives the
 * first revenue metric, so that the map has a link from the first day. The same number twice is one metric.
 */
export function draftMetrics(answers: readonly string[]): readonly DraftMetric[] {
  const metrics: DraftMetric[] = [];
  for (const [index, question] of QUESTIONS.entries()) {
    const name = toName(answers[index] ?? "");
    const word = toVocabularyWord(name);
    // Whoever answers "none" or "unsure" names no number.
    const isNothing = name === "" || RESERVED_KEYS.some((reserved) => reserved === word);
    if (isNothing || metrics.some((metric) => toVocabularyWord(metric.name) === word)) continue;
    // A name in another script has no letter that a key may hold, and is a number all the same.
    const key = toKey(name, "metric") || toKey(`${question.partner} number`, "metric");
    if (metrics.some((metric) => metric.key === key)) continue;
    metrics.push({ key, name, kind: question.kind, better: "up", partner: question.partner });
  }
  const revenue = metrics.find((metric) => metric.kind === "revenue");
  if (revenue === undefined) return metrics;
  return metrics.map((metric) =>
    metric.kind === "customer"
      ? { ...metric, drives: [{ metric: revenue.key, sign: "+", lag: "6w" }] }
      : metric,
  );
}

/** One line without control characters, which come along where a name is pasted. */
function toName(answer: string): string {
  const words = answer.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").replace(/[\uFFFD-\uFFFF]/gu, "");
  return cutText(words.trim(), LONGEST_NAME);
}

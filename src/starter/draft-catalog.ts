import { Document, visit } from "yaml";
import { toVocabularyWord } from "../catalog/resolve-metric.ts";
import { type MetricKind, RESERVED_KEYS } from "../model/catalog.ts";
import { cutText } from "../text/cut-text.ts";
import type { DraftArea } from "./draft-areas.ts";
import { toKey } from "./repository-layout.ts";
import type { DraftMetric } from "./starters.ts";

const SCHEMA_URL = "https://raw.githubusercontent.com/throughline-app/throughline/main/schema.json";

/** The text of a first catalog: validates without errors and warnings, and says what to look at. */
export function draftCatalog(
  metrics: readonly DraftMetric[],
  areas: readonly DraftArea[],
  checklist: "off" | "template",
): string {
  const sections = [
    `# yaml-language-server: $schema=${SCHEMA_URL}`,
    "# What changes here are for. Each key is described in docs/reference/catalog.md of Throughline.",
    "version: 1",
    "",
    "# The numbers the business lives by, and those that drive them. Change names and links to yours.",
    toYaml({ metrics: toEntries(metrics.map(({ key, ...metric }) => [key, toMetricEntry(metric)])) }),
  ];
  if (areas.length > 0) {
    sections.push(
      "",
      "# Parts of the code. Which number each one serves is a first guess: correct it, the suggestions follow it.",
      toYaml({
        areas: toEntries(
          areas.map(({ key, paths }) => [key, { paths, metrics: [guessMetric(key, paths, metrics)] }]),
        ),
      }),
    );
  }
  sections.push(
    "",
    "# advise asks and never blocks; require makes an answer part of merging.",
    toYaml({ prompt: { mode: "advise", ...(checklist === "off" ? {} : { checklist }) } }),
    "",
  );
  return sections.join("\n");
}

/** By a keyword in the area's name or path, else the first customer metric, else the first. */
function guessMetric(key: string, paths: readonly string[], metrics: readonly DraftMetric[]): string {
  const words = new Set([key, ...paths].flatMap((text) => text.toLowerCase().split(/[^a-z0-9]+/)));
  const named = metrics.find((metric) =>
    [...metric.key.split("-"), ...(metric.keywords ?? [])].some((word) => word.length > 3 && words.has(word)),
  );
  const usual = named ?? metrics.find((metric) => metric.kind === "customer") ?? metrics[0];
  if (usual === undefined) throw new Error("A catalog is drafted from at least one metric.");
  return usual.key;
}

function toMetricEntry(metric: Omit<DraftMetric, "key">): unknown {
  const { drives, ...rest } = metric;
  if (drives === undefined) return rest;
  const links = drives.map((drive) => (drive.sign === "+" && drive.lag === undefined ? drive.metric : drive));
  return { ...rest, drives: links };
}

/** A map and not an object, which would put keys such as `2024` before all others. */
function toEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return new Map(entries);
}

/** Lists of words and what stands inside a list on one line, as a person would write them. */
function toYaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq: (_key, list) => {
      list.flow = true;
      return visit.SKIP;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

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

import { Document, visit } from "yaml";
import type { DraftArea } from "./draft-areas.ts";
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

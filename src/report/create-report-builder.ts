import { buildMetricGraph } from "../catalog/metric-graph.ts";
import type { Catalog, Visibility } from "../model/catalog.ts";
import type { AssessedChange } from "../model/change.ts";
import type { Decision, Reading, TimeSpan } from "../model/reading.ts";
import { renderIntentSentence } from "./render-intent-sentence.ts";
import type { ReportContext } from "./report.ts";
import { NO_AREA, type Report } from "./report.ts";
import { buildBlindSpots } from "./sections/blind-spots.ts";
import { buildConcentrations } from "./sections/concentrations.ts";
import { buildIntentFacts } from "./sections/intent.ts";
import { buildLeverage, buildLoops } from "./sections/loops.ts";
import { buildMap } from "./sections/map.ts";
import { buildMetrics, buildOutcomes } from "./sections/outcomes.ts";
import { buildQuestions } from "./sections/questions.ts";
import { buildReadings } from "./sections/readings.ts";
import { buildStability } from "./sections/stability.ts";
import { buildSuggestions } from "./sections/suggestions.ts";
import { buildPrevious, buildTrend } from "./sections/trend.ts";
import { buildAreas, buildCoverage, buildNotSaid } from "./sections/work.ts";
import { toShownCatalog } from "./shown-catalog.ts";
import { buildTally } from "./tally/build-tally.ts";
import { type ChangeColumns, createChangeColumns } from "./tally/change-columns.ts";
import type { Tally } from "./tally/tally.ts";

/** All that a report is built from but the changes. */
export interface ReportFrame {
  readonly catalog: Catalog;
  readonly window: TimeSpan;
  readonly source: "git" | "store" | "backfill";
  /** `owner/name`, or the name of the clone's folder. */
  readonly repository: string;
  /** Who can read the report; `private` where nothing is said. For the public, private metrics are only counted. */
  readonly audience?: Visibility;
  /** In any order; those of metrics that the readers must not see are left out. */
  readonly readings?: readonly Reading[];
  /** What was decided on earlier questions, in any order; whoever calls decides which of them the readers may see. */
  readonly decisions?: readonly Decision[];
}

/** Takes changes one at a time, in any order, and keeps of each only what is counted. */
export interface ReportBuilder {
  add(change: AssessedChange): void;
  /** A change of the window before. */
  addPrevious(change: AssessedChange): void;
  /** Call once. `compared` only if all of the window before was asked; else what was added of it is left out. */
  finish(comparison: "compared" | "without-comparison"): Report;
}

export function createReportBuilder(frame: ReportFrame): ReportBuilder {
  const changes = createChangeColumns();
  const previous = createChangeColumns("counts");
  return {
    add: changes.add,
    addPrevious: previous.add,
    finish: (comparison) =>
      buildSections(frame, createContext(frame, changes, comparison === "compared" ? previous : undefined)),
  };
}

function createContext(
  frame: ReportFrame,
  changes: ChangeColumns,
  previous: ChangeColumns | undefined,
): ReportContext {
  const catalog = toShownCatalog(frame.catalog, frame.audience ?? "private");
  const metricNames = new Map(catalog.metrics.map((metric) => [metric.key, metric.name]));
  const areaNames = new Map(catalog.areas.map((area) => [area.key, area.name]));
  const tally = (columns: ChangeColumns): Tally => buildTally(columns.sort(), catalog);
  return {
    catalog,
    graph: buildMetricGraph(catalog.metrics),
    window: frame.window,
    tally: tally(changes),
    previous: previous === undefined ? undefined : tally(previous),
    toMetricName: (key) => metricNames.get(key) ?? `retired: ${key}`,
    toAreaName: (key) => areaNames.get(key) ?? (key === NO_AREA ? NO_AREA : key),
  };
}

function buildSections(frame: ReportFrame, context: ReportContext): Report {
  const { thresholds } = context.catalog;
  const said = frame.decisions ?? [];
  const decisions = said.filter((decision) => frame.audience !== "public" || isForPublic(decision, context));
  const coverage = buildCoverage(context.tally);
  const stage = coverage.answered < thresholds.fewAnswers ? "first-answers" : "full";
  const metrics = buildMetrics(context);
  const notSaid = buildNotSaid(context);
  const changes = context.tally.changes.size;
  const intent = buildIntentFacts(context, metrics);
  const { toMetricName } = context;
  const sentence = renderIntentSentence(
    { coverage, notSaid, stage, thresholds, changes, intent, toMetricName },
    (name) => name,
  );
  const outcomes = buildOutcomes(context);
  const systemMap = buildMap(context);
  const isFull = stage === "full";
  const blindSpots = isFull ? buildBlindSpots(context, systemMap.map) : [];
  return {
    version: 1,
    repository: frame.repository,
    source: frame.source,
    window: { since: frame.window.since, until: frame.window.until },
    stage,
    thresholds,
    decisions: sortDecisions(decisions),
    changes,
    coverage,
    previous: context.previous === undefined ? null : buildPrevious(context.previous, frame.window),
    trend: buildTrend(context),
    intent: { sentence, ...intent },
    questions: isFull
      ? buildQuestions({ context, intent, answered: coverage.answered, metrics, outcomes, blindSpots })
      : [],
    metrics,
    outcomes,
    areas: buildAreas(context),
    ...systemMap,
    notSaid,
    suggestions: buildSuggestions(context),
    hidden: { ...countHidden(context), decisions: said.length - decisions.length },
    blindSpots,
    concentrations: isFull ? buildConcentrations(context, systemMap.map) : [],
    loops: buildLoops(context),
    leverage: isFull ? buildLeverage(context) : [],
    stability: buildStability(context, metrics),
    readings: buildReadings(context, frame.readings ?? []),
  };
}

/** The catalog's metrics that are not shown, and each claimed key that it no longer has. */
function countHidden({ catalog, tally }: ReportContext): Omit<Report["hidden"], "decisions"> {
  const retired = [...tally.hiddenKeys].filter((key) => !catalog.hidden.has(key));
  return { metrics: catalog.hiddenMetrics + retired.length, changes: tally.hiddenChanges };
}

/** What is not known to have been public stays unsaid, for the question, and the reply to it, may name any metric. */
function isForPublic({ audience, metrics }: Decision, { catalog }: ReportContext): boolean {
  return audience === "public" && metrics !== undefined && !metrics.some(catalog.isHidden);
}

/** Newest first; what was decided on one day by its question, then its text. */
function sortDecisions(decisions: readonly Decision[]): Report["decisions"] {
  const toKey = ({ question, text }: Decision) => `${question}\n${text}`;
  return decisions
    .map(({ question, text, decidedOn }) => ({ question, text, decidedOn }))
    .sort((one, other) => {
      if (one.decidedOn !== other.decidedOn) return one.decidedOn < other.decidedOn ? 1 : -1;
      return toKey(one) < toKey(other) ? -1 : 1;
    });
}

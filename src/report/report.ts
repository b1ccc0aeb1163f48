import type { z } from "zod";
import type { MetricGraph } from "../catalog/metric-graph.ts";
import type { TimeSpan } from "../model/reading.ts";
import type { DeepReadonly } from "../model/result.ts";
import type { reportSchema } from "./report-schema.ts";
import type { ShownCatalog } from "./shown-catalog.ts";
import type { Tally } from "./tally/tally.ts";

/** The report as data. The fields are described in report-schema.ts, from which this type follows. */
export type Report = DeepReadonly<z.infer<typeof reportSchema>>;

export type ReportMetric = Report["metrics"][number];
export type ReportArea = Report["areas"][number];
export type ReportLink = Report["map"][number];
export type ReportOutcome = Report["outcomes"][number];
export type ReportQuestion = Report["questions"][number];
export type BlindSpot = Report["blindSpots"][number];
export type Concentration = Report["concentrations"][number];
export type Leverage = Report["leverage"][number];
export type Stability = Report["stability"];
export type Provenances = ReportMetric["byProvenance"];

/** Stands where a path is in no area of the catalog; no area can have it as its key. */
export const NO_AREA = "(no area)";

/** What every section is built from. */
export interface ReportContext {
  readonly catalog: ShownCatalog;
  readonly graph: MetricGraph;
  readonly window: TimeSpan;
  readonly tally: Tally;
  readonly previous: Tally | undefined;
  /** Name of a live metric, or `retired: key`. */
  readonly toMetricName: (key: string) => string;
  /** Name of an area, or `(no area)`. */
  readonly toAreaName: (key: string) => string;
}

import type { z } from "zod";
import type { DeepReadonly } from "../model/deep-readonly.ts";
import type { reportSchema } from "./report-schema.ts";

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

import type { Report, ReportQuestion } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** What a question is asked from: the sections that are already built. */
export interface QuestionFacts {
  readonly context: ReportContext;
  readonly intent: Omit<Report["intent"], "sentence">;
  readonly answered: number;
  readonly metrics: Report["metrics"];
  readonly outcomes: Report["outcomes"];
  readonly blindSpots: Report["blindSpots"];
}

/** A question without its examples, which are looked up once it is among the three. */
export type Candidate = Omit<ReportQuestion, "examples">;

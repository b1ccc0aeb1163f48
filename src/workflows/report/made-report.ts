import type { Decision } from "../../model/decision.ts";
import type { Result } from "../../model/result.ts";

/** A report as the issue shows it. */
export interface MadeReport {
  /** Markdown; the first stands in the issue, the others in comments below it. */
  readonly parts: readonly string[];
  /** The questions as they are numbered in it. */
  readonly questions: readonly Pick<Decision, "question" | "metrics" | "areas">[];
  readonly answered: number;
}

/**
 * Makes the report of `owner/name` out of the store, away from the thread that answers webhooks: a large window takes
 * seconds. One at a time. The failure is one sentence for the log.
 */
export type MakeReport = (repository: string) => Promise<Result<MadeReport, string>>;

import type { Catalog } from "../../model/catalog.ts";
import type { Decision } from "../../model/reading.ts";
import type { Repository } from "../../model/repository.ts";
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

/** `private`, `internal`, or `public without a, b`: what the readers of a report must not see. Another value is another report. */
export function toReaders(
  { metrics }: Pick<Catalog, "metrics">,
  repository: Pick<Repository, "visibility">,
): string {
  if (repository.visibility !== "public") return repository.visibility;
  const hidden = metrics.filter(({ visibility }) => visibility === "private").map(({ key }) => key);
  return `public without ${hidden.sort().join(", ")}`;
}

import type { Effect, Provenance } from "../model/answer.ts";
import type { Metric } from "../model/catalog.ts";
import type { ChangeNotes } from "../model/credit.ts";
import type { Reading } from "../model/reading.ts";
import type { Summary } from "./summary.ts";
import type { SummaryRepository } from "./summary-frame.ts";

/** How a change of the week stands; each has one. */
export type Standing = "exempt" | "not-asked" | "tags" | "none" | "unsure" | "not-said";

/** One metric as the changes of one repository claim it. */
export interface ClaimedMetric {
  /** Live, by the repository's catalog and then by the organisation's. */
  readonly key: string;
  /** Of the repository's catalog; absent where that has it no more. */
  readonly metric: Metric | undefined;
  /** Claims in each of the four weeks before, the oldest first. */
  readonly before: number[];
}

export interface RecordedClaim {
  readonly claimed: ClaimedMetric;
  readonly effect: Effect;
  readonly provenance: Provenance;
  readonly reason: string | undefined;
}

/** One metric as a repository has measured it. */
export interface MeasuredMetric extends Pick<ClaimedMetric, "key" | "metric"> {
  /** Of the live key and its former ones. */
  readonly readings: readonly Reading[];
}

/** A repository in which something landed, and what was said there in the weeks before. */
export interface Source extends Pick<SummaryRepository, "id" | "name" | "visibility" | "address"> {
  readonly areas: ReadonlyMap<string, string>;
  readonly readings: readonly MeasuredMetric[];
  readonly claimed: Map<string, ClaimedMetric>;
  /** In each of the four weeks before, the oldest first. */
  readonly askedBefore: number[];
  readonly answeredBefore: number[];
}

/** What is kept of one change of the week; of the weeks before only what a `/seen` is about. */
export interface LandedRecord {
  readonly source: Source;
  /** `owner/name#12`, `owner/name@0123456789ab` */
  readonly id: string;
  readonly number: number | undefined;
  readonly title: string;
  readonly landedAtMs: number;
  readonly standing: Standing;
  readonly claims: readonly RecordedClaim[];
  readonly notes: ChangeNotes | undefined;
}

/** The changes that the briefs name by a number, by name of the repository: only about those a `/seen` is heard. */
export function listBriefedChanges({
  partners,
}: Summary): readonly { readonly repository: string; readonly number: number }[] {
  const ids = partners.flatMap(({ metrics, seen }) => [
    ...metrics.flatMap(({ claims }) => claims.filter(({ answerable }) => answerable).map(({ id }) => id)),
    ...seen.map(({ id }) => id),
  ]);
  return [...new Set(ids)].map((id) => {
    const at = id.lastIndexOf("#");
    return { repository: id.slice(0, at), number: Number(id.slice(at + 1)) };
  });
}

import type { Effect, Provenance } from "../../model/answer.ts";
import type { SortedChanges } from "./change-columns.ts";

export interface ClaimTally {
  readonly byProvenance: Readonly<Record<Provenance, number>>;
  readonly byEffect: Readonly<Record<Effect, number>>;
  readonly protectIds: readonly string[];
  readonly ids: readonly string[];
}

export interface AreaTally {
  readonly eligible: number;
  readonly asked: number;
  readonly ids: readonly string[];
  readonly answeredIds: readonly string[];
  readonly notSaidIds: readonly string[];
  /** Eligible changes per author; only ever counted. */
  readonly authors: ReadonlyMap<number, number>;
}

/** Answered changes with what they claim, newest first; few sets of metrics stand behind many changes. */
export interface ClaimList {
  /** Positions among the sorted changes. */
  readonly positions: Int32Array;
  /** For each position the set's place in `sets`. */
  readonly setOf: Int32Array;
  /** Metrics in the order of the answer, each once. */
  readonly sets: readonly (readonly string[])[];
}

export interface WeekTally {
  readonly changes: number;
  readonly asked: number;
  readonly answered: number;
}

/** What one pass over the changes of a window counts. Every list of ids is newest first; each change stands in it once. */
export interface Tally {
  readonly changes: SortedChanges;
  readonly eligible: number;
  readonly asked: number;
  readonly exemptIds: readonly string[];
  readonly notAskedIds: readonly string[];
  readonly tagsIds: readonly string[];
  readonly noneIds: readonly string[];
  readonly unsureIds: readonly string[];
  readonly notSaidIds: readonly string[];
  readonly guesses: ReadonlyMap<string, readonly string[]>;
  /** Answered changes that claim a metric which these readers must not see. */
  readonly hiddenChanges: number;
  /** What they claim of it, former and retired keys as they were said. */
  readonly hiddenKeys: ReadonlySet<string>;
  /** Metric -> its claims; retired keys too, where these readers may see them. */
  readonly metrics: ReadonlyMap<string, ClaimTally>;
  readonly areas: ReadonlyMap<string, AreaTally>;
  /** Area -> metric -> the claims that stand there. */
  readonly links: ReadonlyMap<string, ReadonlyMap<string, ClaimTally>>;
  readonly claims: ClaimList;
  /** Authors of eligible changes; only ever counted. */
  readonly authors: ReadonlySet<number>;
  /** By `toWeekIndex`; weeks without a change are not in it. */
  readonly weeks: ReadonlyMap<number, WeekTally>;
}

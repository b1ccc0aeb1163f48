import type { Effect, Provenance } from "../../model/answer.ts";
import type { SortedChanges } from "./change-columns.ts";

export interface ClaimTally {
  readonly byProvenance: Record<Provenance, number>;
  readonly byEffect: Record<Effect, number>;
  readonly protectIds: string[];
  readonly ids: string[];
}

export interface AreaTally {
  eligible: number;
  asked: number;
  readonly ids: string[];
  readonly answeredIds: string[];
  readonly notSaidIds: string[];
  /** Eligible changes per author; only ever counted. */
  readonly authors: Map<number, number>;
}

/** Answered changes with what they claim, newest first; few sets of metrics stand behind many changes. */
export interface ClaimList {
  /** Positions among the sorted changes. */
  readonly positions: number[];
  /** For each position the set's place in `sets`. */
  readonly setOf: number[];
  /** Metrics in the order of the answer, each once. */
  readonly sets: (readonly string[])[];
}

export interface WeekTally {
  changes: number;
  asked: number;
  answered: number;
}

/** One pass over the changes of a window. Every list of ids is newest first; each change stands in it once. */
export interface Tally {
  readonly changes: SortedChanges;
  eligible: number;
  asked: number;
  readonly exemptIds: string[];
  readonly notAskedIds: string[];
  readonly tagsIds: string[];
  readonly noneIds: string[];
  readonly unsureIds: string[];
  readonly notSaidIds: string[];
  readonly guesses: Map<string, string[]>;
  /** Answered changes that claim a metric which these readers must not see. */
  hiddenChanges: number;
  /** What they claim of it, former and retired keys as they were said. */
  readonly hiddenKeys: Set<string>;
  /** Metric -> its claims; retired keys too, where these readers may see them. */
  readonly metrics: Map<string, ClaimTally>;
  readonly areas: Map<string, AreaTally>;
  /** Area -> metric -> the claims that stand there. */
  readonly links: Map<string, Map<string, ClaimTally>>;
  readonly claims: ClaimList;
  /** Authors of eligible changes; only ever counted. */
  readonly authors: Set<number>;
  /** By `toWeekIndex`; weeks without a change are not in it. */
  readonly weeks: Map<number, WeekTally>;
}

/** With nothing counted yet. */
export function createTally(changes: SortedChanges): Tally {
  return {
    changes,
    eligible: 0,
    asked: 0,
    exemptIds: [],
    notAskedIds: [],
    tagsIds: [],
    noneIds: [],
    unsureIds: [],
    notSaidIds: [],
    guesses: new Map(),
    hiddenChanges: 0,
    hiddenKeys: new Set(),
    metrics: new Map(),
    areas: new Map(),
    links: new Map(),
    claims: { positions: [], setOf: [], sets: [] },
    authors: new Set(),
    weeks: new Map(),
  };
}

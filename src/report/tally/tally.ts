import type { Effect, Provenance } from "../../model/answer.ts";
import type { SortedChanges } from "./change-columns.ts";
import { createIdList, createNumberColumn, type IdList, type NumberColumn } from "./columns.ts";

interface ClaimTally {
  readonly byProvenance: Readonly<Record<Provenance, number>>;
  readonly byEffect: Readonly<Record<Effect, number>>;
  readonly protectIds: readonly string[];
  readonly ids: readonly string[];
}

interface AreaTally {
  readonly eligible: number;
  readonly asked: number;
  readonly ids: readonly string[];
  readonly answeredIds: readonly string[];
  readonly notSaidIds: readonly string[];
  /** Eligible changes per author; only ever counted. */
  readonly authors: ReadonlyMap<number, number>;
}

/** Answered changes with what they claim, newest first; few sets of metrics stand behind many changes. */
interface ClaimList {
  /** Positions among the sorted changes. */
  readonly positions: Int32Array;
  /** For each position the set's place in `sets`. */
  readonly setOf: Int32Array;
  /** Metrics in the order of the answer, each once. */
  readonly sets: readonly (readonly string[])[];
}

interface WeekTally {
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

export interface ClaimDraft {
  readonly byProvenance: Record<Provenance, number>;
  readonly byEffect: Record<Effect, number>;
  readonly protectIds: IdList;
  readonly ids: IdList;
}

interface AreaDraft {
  eligible: number;
  asked: number;
  readonly ids: IdList;
  readonly answeredIds: IdList;
  readonly notSaidIds: IdList;
  readonly authors: Map<number, number>;
}

/** A tally while it is counted: its lists are still positions. */
export interface TallyDraft {
  readonly changes: SortedChanges;
  eligible: number;
  asked: number;
  hiddenChanges: number;
  readonly hiddenKeys: Set<string>;
  readonly authors: Set<number>;
  readonly weeks: Map<number, { changes: number; asked: number; answered: number }>;
  readonly lists: Readonly<Record<ListName, IdList>>;
  readonly guesses: Map<string, IdList>;
  readonly metrics: Map<string, ClaimDraft>;
  readonly areas: Map<string, AreaDraft>;
  readonly links: Map<string, Map<string, ClaimDraft>>;
  readonly claims: {
    readonly positions: NumberColumn;
    readonly setOf: NumberColumn;
    readonly sets: (readonly string[])[];
    size: number;
  };
}

export type ListName = "exemptIds" | "notAskedIds" | "tagsIds" | "noneIds" | "unsureIds" | "notSaidIds";

/** With nothing counted yet. */
export function createTallyDraft(changes: SortedChanges): TallyDraft {
  const list = () => createIdList(changes.ids);
  const int = () => createNumberColumn((length) => new Int32Array(length));
  return {
    changes,
    eligible: 0,
    asked: 0,
    hiddenChanges: 0,
    hiddenKeys: new Set(),
    authors: new Set(),
    weeks: new Map(),
    lists: {
      exemptIds: list(),
      notAskedIds: list(),
      tagsIds: list(),
      noneIds: list(),
      unsureIds: list(),
      notSaidIds: list(),
    },
    guesses: new Map(),
    metrics: new Map(),
    areas: new Map(),
    links: new Map(),
    claims: { positions: int(), setOf: int(), sets: [], size: 0 },
  };
}

/** Makes its lists of ids, each once; the draft is of no use afterwards. */
export function finishTally({ lists, claims, ...draft }: TallyDraft): Tally {
  return {
    ...draft,
    exemptIds: lists.exemptIds.toIds(),
    notAskedIds: lists.notAskedIds.toIds(),
    tagsIds: lists.tagsIds.toIds(),
    noneIds: lists.noneIds.toIds(),
    unsureIds: lists.unsureIds.toIds(),
    notSaidIds: lists.notSaidIds.toIds(),
    guesses: mapValues(draft.guesses, (list) => list.toIds()),
    metrics: mapValues(draft.metrics, toClaimTally),
    areas: mapValues(draft.areas, toAreaTally),
    links: mapValues(draft.links, (metrics) => mapValues(metrics, toClaimTally)),
    claims: {
      positions: toArray(claims.positions, claims.size),
      setOf: toArray(claims.setOf, claims.size),
      sets: claims.sets,
    },
  };
}

function toClaimTally(draft: ClaimDraft): ClaimTally {
  return { ...draft, protectIds: draft.protectIds.toIds(), ids: draft.ids.toIds() };
}

function toAreaTally(draft: AreaDraft): AreaTally {
  return {
    ...draft,
    ids: draft.ids.toIds(),
    answeredIds: draft.answeredIds.toIds(),
    notSaidIds: draft.notSaidIds.toIds(),
  };
}

function toArray(column: NumberColumn, size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, row) => column.at(row));
}

function mapValues<Key, From, To>(map: ReadonlyMap<Key, From>, toValue: (value: From) => To): Map<Key, To> {
  return new Map([...map].map(([key, value]) => [key, toValue(value)]));
}

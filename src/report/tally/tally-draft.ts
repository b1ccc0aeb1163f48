import type { Effect, Provenance } from "../../model/answer.ts";
import type { SortedChanges } from "./change-columns.ts";
import { createIdList, type IdList } from "./id-list.ts";
import { createNumberColumn, type NumberColumn } from "./number-column.ts";
import type { AreaTally, ClaimTally, Tally } from "./tally.ts";

export interface ClaimDraft {
  readonly byProvenance: Record<Provenance, number>;
  readonly byEffect: Record<Effect, number>;
  readonly protectIds: IdList;
  readonly ids: IdList;
}

export interface AreaDraft {
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

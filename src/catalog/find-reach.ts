import type { LoopGroups } from "./find-loop-groups.ts";

export interface Reach {
  /** Nodes of the business from which nothing outside their own group can be reached, ascending. */
  readonly outcomes: readonly number[];
  /** Outcomes that a group leads to, ascending; none for a group that does not exist. */
  reachableOutcomes(group: number): readonly number[];
  /** True where a node of the business is in the group, or can be reached from it. */
  leadsToBusiness(group: number): boolean;
}

interface ReachFacts extends LoopGroups {
  readonly links: readonly (readonly { readonly to: number }[])[];
  /** Node -> whether it is a number that the business lives by. */
  readonly isBusiness: readonly boolean[];
}

/** Numbers of a row's bits are found in words of 32. */
const WORD_BITS = 32;

/**
 * What each group leads to: a bit for each outcome, so that what 50 links lead to is put together without a list for
 * each of them. Time and space: links and groups, times outcomes / 32.
 */
export function findReach({ groups, groupOf, links, isBusiness }: ReachFacts): Reach {
  const listBelow = (group: number): readonly number[] =>
    (groups[group] ?? []).flatMap((node) =>
      (links[node] ?? []).flatMap(({ to }) => (groupOf[to] === group ? [] : (groupOf[to] ?? []))),
    );
  const below = groups.map((_, group) => new Set(listBelow(group)));
  const outcomes = isBusiness.flatMap((is, node) =>
    is && below[groupOf[node] ?? -1]?.size === 0 ? [node] : [],
  );
  const words = Math.ceil(outcomes.length / WORD_BITS);
  const rows = new Uint32Array(groups.length * words);
  const leads = groups.map((group) => group.some((node) => isBusiness[node]));
  for (const [bit, node] of outcomes.entries()) {
    const at = (groupOf[node] ?? 0) * words + Math.floor(bit / WORD_BITS);
    rows[at] = (rows[at] ?? 0) | (1 << (bit % WORD_BITS));
  }
  // A group comes after every group that it leads to.
  for (const [group, all] of below.entries()) {
    for (const other of all) {
      leads[group] ||= leads[other] === true;
      for (let word = 0; word < words; word++) {
        const at = group * words + word;
        rows[at] = (rows[at] ?? 0) | (rows[other * words + word] ?? 0);
      }
    }
  }
  const hasBit = (group: number, bit: number): boolean =>
    (((rows[group * words + Math.floor(bit / WORD_BITS)] ?? 0) >>> (bit % WORD_BITS)) & 1) === 1;
  return {
    outcomes,
    reachableOutcomes: (group) => (group < 0 ? [] : outcomes.filter((_, bit) => hasBit(group, bit))),
    leadsToBusiness: (group) => leads[group] ?? false,
  };
}

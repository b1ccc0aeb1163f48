import { createNumberColumn } from "./number-column.ts";

/**
 * Ids of changes, gathered as positions outside the heap and made into a list of the right length when all are known.
 * A list that grows leaves its shorter copies behind, and at a million changes the nine lists that a change stands in
 * would leave 100 MB of them.
 */
export interface IdList {
  add(position: number): void;
  /** How many were added. */
  size(): number;
  /** The last of them; undefined where there is none. */
  last(): number | undefined;
  /** In the order of adding. */
  toIds(): readonly string[];
}

/** @param ids Of the changes by their positions; a list shares these strings. */
export function createIdList(ids: readonly string[]): IdList {
  const positions = createNumberColumn((length) => new Int32Array(length));
  let size = 0;
  return {
    add: (position) => {
      positions.add(position);
      size += 1;
    },
    size: () => size,
    last: () => (size === 0 ? undefined : positions.at(size - 1)),
    toIds: () => Array.from({ length: size }, (_, row) => ids[positions.at(row)] ?? ""),
  };
}

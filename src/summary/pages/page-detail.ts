/** How much of a section stands before the first fold. Lengths are in code points. */
export interface PageDetail {
  readonly metrics: number;
  readonly unclaimed: number;
  readonly partners: number;
  /** Of each kind of what is worth sharing. */
  readonly shared: number;
  readonly readings: number;
  readonly name: number;
  readonly words: number;
}

/** The first that fits is taken: names are counted after escaping, and anybody may write a name of 200 asterisks. */
export const PAGE_DETAILS: readonly PageDetail[] = [
  { metrics: 8, unclaimed: 6, partners: 4, shared: 2, readings: 3, name: 60, words: 140 },
  { metrics: 6, unclaimed: 4, partners: 3, shared: 2, readings: 2, name: 48, words: 100 },
  { metrics: 4, unclaimed: 2, partners: 2, shared: 1, readings: 1, name: 40, words: 80 },
  { metrics: 2, unclaimed: 0, partners: 1, shared: 1, readings: 0, name: 24, words: 40 },
  { metrics: 0, unclaimed: 0, partners: 0, shared: 0, readings: 0, name: 0, words: 0 },
];

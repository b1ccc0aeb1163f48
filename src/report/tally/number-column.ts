const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
/** There are columns for each area and metric, and most of them stay short. */
const FIRST_CHUNK = 16;

type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Numbers in rows, kept outside the heap and, from the second chunk on, grown without copying. */
export interface NumberColumn {
  add(value: number): void;
  /** 0 for a row that is not there. */
  at(row: number): number;
}

/** @param create `(length) => new Uint32Array(length)`: the width of a number. */
export function createNumberColumn(create: (length: number) => Numbers): NumberColumn {
  const chunks: Numbers[] = [];
  let last = create(0);
  let size = 0;
  const grow = (): void => {
    if (size % CHUNK === 0) {
      last = create(size === 0 ? FIRST_CHUNK : CHUNK);
      chunks.push(last);
      return;
    }
    const wider = create(2 * last.length);
    wider.set(last);
    last = wider;
    chunks[0] = wider;
  };
  return {
    add: (value) => {
      const at = size % CHUNK;
      if (at === 0 || at === last.length) grow();
      last[at] = value;
      size += 1;
    },
    at: (row) => chunks[row >>> CHUNK_BITS]?.[row % CHUNK] ?? 0,
  };
}

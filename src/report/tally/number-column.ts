const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;

type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Numbers in rows, kept outside the heap and grown without copying. */
export interface NumberColumn {
  add(value: number): void;
  /** 0 for a row that is not there. */
  at(row: number): number;
}

/** @param create `(length) => new Uint32Array(length)`: the width of a number. */
export function createNumberColumn(create: (length: number) => Numbers): NumberColumn {
  const chunks: Numbers[] = [];
  let size = 0;
  return {
    add: (value) => {
      if (size % CHUNK === 0) chunks.push(create(CHUNK));
      const last = chunks.at(-1);
      if (last !== undefined) last[size % CHUNK] = value;
      size += 1;
    },
    at: (row) => chunks[row >>> CHUNK_BITS]?.[row % CHUNK] ?? 0,
  };
}

import { createNumberColumn } from "./number-column.ts";

const FIRST_CHUNK_BYTES = 4096;
const CHUNK_BITS = 20;
const LARGEST_CHUNK_BYTES = 1 << CHUNK_BITS;
/** UTF-8 takes at most three bytes for a code unit. */
const BYTES_PER_UNIT = 3;

/** Texts in rows as UTF-8 outside the heap: a million titles are a few arrays, and hold on to nothing they came from. */
export interface TextColumn {
  /** Halves of a surrogate pair that stand alone become U+FFFD. */
  add(text: string): void;
  read(row: number): string;
}

export function createTextColumn(): TextColumn {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const chunks: Uint8Array[] = [];
  /** The chunk in the upper 12 bits, the first byte in it below: 4 GB of text, and 4 bytes a row to find it. */
  const places = createNumberColumn((length) => new Uint32Array(length));
  const usedOf: number[] = [];
  let used = 0;
  let size = 0;
  return {
    add: (text) => {
      const need = text.length * BYTES_PER_UNIT;
      let chunk = chunks.at(-1);
      if (chunk === undefined || used + need > chunk.length || used >= LARGEST_CHUNK_BYTES) {
        const next = Math.min(LARGEST_CHUNK_BYTES, 2 * (chunk?.length ?? FIRST_CHUNK_BYTES / 2));
        chunk = new Uint8Array(Math.max(next, need));
        chunks.push(chunk);
        used = 0;
      }
      const { written } = encoder.encodeInto(text, chunk.subarray(used));
      places.add(((chunks.length - 1) << CHUNK_BITS) | used);
      used += written;
      usedOf[chunks.length - 1] = used;
      size += 1;
    },
    read: (row) => {
      const place = places.at(row);
      const next = places.at(row + 1);
      const chunk = place >>> CHUNK_BITS;
      const isLast = row + 1 >= size || next >>> CHUNK_BITS !== chunk;
      const end = isLast ? usedOf[chunk] : next & (LARGEST_CHUNK_BYTES - 1);
      return decoder.decode(chunks[chunk]?.subarray(place & (LARGEST_CHUNK_BYTES - 1), end));
    },
  };
}

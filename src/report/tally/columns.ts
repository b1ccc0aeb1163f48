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

const WORDS = 5;
const DIGITS = 8;
/** `3e80a6e1c0ffee...`: 40 digits in lower case, as git writes them. */
const SHA1 = /^[0-9a-f]{40}$/;

/** SHAs in rows at 20 bytes each; what is written in another way is kept as it is. */
interface ShaColumn {
  add(sha: string): void;
  read(row: number): string;
}

export function createShaColumn(): ShaColumn {
  const words = createNumberColumn((length) => new Uint32Array(length));
  const others = new Map<number, string>();
  let size = 0;
  return {
    add: (sha) => {
      const isPacked = SHA1.test(sha);
      if (!isPacked) others.set(size, sha);
      for (let word = 0; word < WORDS; word += 1) {
        words.add(isPacked ? Number.parseInt(sha.slice(word * DIGITS, (word + 1) * DIGITS), 16) : 0);
      }
      size += 1;
    },
    read: (row) => {
      const other = others.get(row);
      if (other !== undefined) return other;
      let sha = "";
      for (let word = 0; word < WORDS; word += 1) {
        sha += words
          .at(row * WORDS + word)
          .toString(16)
          .padStart(DIGITS, "0");
      }
      return sha;
    },
  };
}

const FIRST_CHUNK_BYTES = 4096;
const TEXT_CHUNK_BITS = 20;
const LARGEST_CHUNK_BYTES = 1 << TEXT_CHUNK_BITS;
/** UTF-8 takes at most three bytes for a code unit. */
const BYTES_PER_UNIT = 3;

/** Texts in rows as UTF-8 outside the heap: a million titles are a few arrays, and hold on to nothing they came from. */
interface TextColumn {
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
      places.add(((chunks.length - 1) << TEXT_CHUNK_BITS) | used);
      used += written;
      usedOf[chunks.length - 1] = used;
      size += 1;
    },
    read: (row) => {
      const place = places.at(row);
      const next = places.at(row + 1);
      const chunk = place >>> TEXT_CHUNK_BITS;
      const isLast = row + 1 >= size || next >>> TEXT_CHUNK_BITS !== chunk;
      const end = isLast ? usedOf[chunk] : next & (LARGEST_CHUNK_BYTES - 1);
      return decoder.decode(chunks[chunk]?.subarray(place & (LARGEST_CHUNK_BYTES - 1), end));
    },
  };
}

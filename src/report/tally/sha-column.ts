import { createNumberColumn } from "./number-column.ts";

const WORDS = 5;
const DIGITS = 8;
/** `3e80a6e1c0ffee...`: 40 digits in lower case, as git writes them. */
const SHA1 = /^[0-9a-f]{40}$/;

/** SHAs in rows at 20 bytes each; what is written in another way is kept as it is. */
export interface ShaColumn {
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

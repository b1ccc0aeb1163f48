/** Chance that repeats: the same seed gives the same numbers. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** Hexadecimal digits. */
  nextHex(digits: number): string;
  nextGuid(): string;
}

// mulberry32: small, fast, and even enough for faults and ids.
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const nextHex = (digits: number): string => {
    let text = "";
    while (text.length < digits)
      text += Math.floor(next() * 65536)
        .toString(16)
        .padStart(4, "0");
    return text.slice(0, digits);
  };
  return {
    next,
    nextHex,
    nextGuid: () => [8, 4, 4, 4, 12].map((digits) => nextHex(digits)).join("-"),
  };
}

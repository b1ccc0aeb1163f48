/** Imagined changes against each sentence: few changes are weak evidence, even where they agree. */
const IMAGINED_AGAINST = 2;

/** `Finding.strength` of a sentence that `supporting` of `lookedAt` changes bear out. */
export function toStrength(supporting: number, lookedAt: number): number {
  return Math.max(0, supporting) / (lookedAt + IMAGINED_AGAINST);
}

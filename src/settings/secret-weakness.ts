const SHORTEST = 16;
/** The word that Probot falls back to; everybody knows it. */
const PUBLIC_WORD = "development";
/** A random hexadecimal secret of 16 digits has about 50, one of 40 digits about 150. */
const FEWEST_BITS = 40;

/** Why a secret is easy to guess, as the rest of a sentence that starts with its name; `undefined`: it will do. */
export function findSecretWeakness(secret: string): string | undefined {
  if (secret.toLowerCase() === PUBLIC_WORD) return "is the word that everybody knows";
  if (secret.length < SHORTEST) return `has only ${secret.length} characters, and ${SHORTEST} are the least`;
  if (secret.toLowerCase().includes(PUBLIC_WORD)) return "holds the word that everybody knows";
  if (isRepetition(secret)) return "is one piece repeated";
  if (isSequence(secret)) return "is a plain sequence";
  if (countBits(secret) < FEWEST_BITS) return "has too few different characters";
  return undefined;
}

/** `abcabcabcabcabca`: found inside itself doubled, at a distance of at most half its length. */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.slice(period) === text.slice(0, text.length - period)) return true;
  }
  return false;
}

/** `0123456789abcdef`, `abcdefghijklmnop`, and backwards: nearly every character follows the one before it. */
function isSequence(text: string): boolean {
  const steps = Array.from({ length: text.length - 1 }, (_, index) =>
    Math.abs(text.charCodeAt(index + 1) - text.charCodeAt(index)),
  );
  return steps.filter((step) => step === 1).length >= steps.length * 0.8;
}

/** Shannon's measure over the characters of the secret itself: an upper bound that only catches the hopeless. */
function countBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

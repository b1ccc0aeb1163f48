import { listWords } from "./list-words.ts";

/** A title of 256 words says no more than its first forty. */
const MOST_WORDS = 40;

/** The different words of a title that may tell what it is about, in their order. */
export function listTitleWords(title: string): readonly string[] {
  const words = listWords(title).filter((word) => word.length > 1 && !/^\d+$/u.test(word));
  return [...new Set(words)].slice(0, MOST_WORDS);
}

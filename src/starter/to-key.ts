import { RESERVED_KEYS } from "../model/catalog.ts";

const KEY_LENGTH = 40;

/**
 * A key of the catalog, or an empty text where nothing of the words can be in one: `Économie réelle` is
 * `economie-reelle`. A word with a meaning of its own in answers gets the noun behind it: `help-area`.
 */
export function toKey(words: string, noun: "area" | "metric"): string {
  const key = words
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, KEY_LENGTH)
    .replace(/-+$/, "");
  return RESERVED_KEYS.some((word) => word === key) ? `${key}-${noun}` : key;
}

import { cutText } from "../text/cut-text.ts";
import { CREDIT_LIMITS } from "./credit-limits.ts";

/** jo@example.org, also in the brackets that `listParagraphs` marks. */
const ADDRESS =
  /[\uE001<]?[^\s<>()@\uE001\uE002]{1,200}@[^\s<>()@\uE001\uE002]{1,200}\.[\p{L}\p{N}-]{1,60}[\uE002>]?/gu;
/** A template that nobody filled in. */
const SAYS_NOTHING = /^(?:none|nothing|n\/?a|tbd|todo|[^\p{L}\p{N}]*)[.!]?$/iu;

/** Plain words on one line, without e-mail addresses and cut to their limit; undefined where they say nothing. */
export function toWords(text: string): string | undefined {
  const line = text
    // Nobody reads that far; it bounds the work.
    .slice(0, 20 * CREDIT_LIMITS.words)
    .replace(ADDRESS, "…")
    .replace(/[\uE001\uE002]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return SAYS_NOTHING.test(line) ? undefined : cutText(line, CREDIT_LIMITS.words);
}

import type { OptedOut } from "../model/credit.ts";
import { cutText } from "../text/cut-text.ts";

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

/** @octocat, in words that somebody wrote. */
const MENTION = /(?<!\w)@([a-z\d](?:[a-z\d_-]{0,77}[a-z\d])?)/giu;

/** The words without the logins of people who want to be named nowhere: `thanks to a colleague`. */
export function cutMentions(words: string, { logins }: OptedOut): string {
  return words.replace(MENTION, (mention, login: string) =>
    logins.has(login.toLowerCase()) ? "a colleague" : mention,
  );
}

/** More of them is no credit any more but a list; what is over is left out. Lengths are in code points. */
export const CREDIT_LIMITS = {
  /** Of one change, its author among them. */
  credits: 20,
  learnings: 3,
  ideas: 5,
  /** Of a `Learned:` line, `/learned` or the words of `/credit`. */
  words: 300,
  /** That a learning or the words of a command may take. */
  lines: 20,
  /** Code units of a line of people that are looked at. */
  lineUnits: 1_000,
} as const;

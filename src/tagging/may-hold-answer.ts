import { mayHoldCredit } from "./may-hold-credit.ts";

/** Names the line and the section that answer, and every command. */
const ANSWER = /impact/i;
/** `<!-- throughline -->` */
const MARKER = /<!--\s*throughline/i;
/**
 * What GitHub reads as closing an issue: `Fixes #12`, `closes: owner/name#12`, `Resolved GH-12`,
 * `fix https://github.com/owner/name/issues/12`. The lengths are bounded so that `fix fix fix ...` stays linear.
 */
const CLOSING =
  /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)\b:?\s{0,8}(?:\S{0,200}#|GH-|https?:\/\/\S{1,200}\/)\d/i;
/** `Reverts acme/shop#12`, `This reverts commit 1a2b3c4.` */
const REVERT = /\breverts\s/i;

/**
 * Whether a description may hold an answer, our checklist, an issue that it closes, what it reverts, or who
 * helped and what was learned; only then is it kept. Errs on the side of true: what is answered in the end is read by
 * parse-description.ts, who helped by src/credit.
 */
export function mayHoldAnswer(body: string): boolean {
  return (
    ANSWER.test(body) || MARKER.test(body) || CLOSING.test(body) || REVERT.test(body) || mayHoldCredit(body)
  );
}

import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { mayClose } from "./list-closing-references.ts";
import { mayHoldCredit } from "./may-hold-credit.ts";

/** Names the line and the section that answer, and every command. */
const ANSWER = /impact/i;
/** `<!-- throughline -->` */
const MARKER = /<!--\s*throughline/i;
/** `Reverts acme/shop#12`, `This reverts commit 1a2b3c4.` */
const REVERT = /\breverts\s/i;

/**
 * Whether a description may hold an answer, our checklist, an issue that it closes, what it reverts, or who
 * helped and what was learned; only then is it kept. Errs on the side of true: what is answered in the end is read by
 * parse-description.ts, who helped by src/credit.
 */
export function mayHoldAnswer(body: string): boolean {
  const text = foldKeyboard(dropInvisible(body));
  return ANSWER.test(text) || MARKER.test(text) || mayClose(body) || REVERT.test(body) || mayHoldCredit(body);
}

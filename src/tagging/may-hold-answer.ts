import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { mayClose } from "./list-closing-references.ts";

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

/** `Co-authored-by: ...`, `Helped-by: ...`, `Idea-from: @octocat`, `**Learned**: ...` */
const CREDIT = /\b(?:co-?authored-by|reported-by|helped-by|idea-from|learned)[*_~`\s]{0,8}:/iu;

/** Whether a text may say who helped or what was learned; src/credit reads no other, and parsing costs a millisecond. */
export function mayHoldCredit(text: string): boolean {
  return CREDIT.test(foldKeyboard(dropInvisible(text)));
}

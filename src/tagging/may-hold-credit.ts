import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";

/** `Co-authored-by: ...`, `Helped-by: ...`, `Idea-from: @octocat`, `**Learned**: ...` */
const CREDIT = /\b(?:co-?authored-by|reported-by|helped-by|idea-from|learned)[*_~`\s]{0,8}:/iu;

/** Whether a text may say who helped or what was learned; src/credit reads no other, and parsing costs a millisecond. */
export function mayHoldCredit(text: string): boolean {
  return CREDIT.test(foldKeyboard(dropInvisible(text)));
}

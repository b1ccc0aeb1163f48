import { cutText } from "../text/cut-text.ts";
import { foldKeyboard } from "../text/keyboard.ts";

const LEAD = /^[\s\-—:;,.!?=>)\]|*`"']*/u;
const BECAUSE = /^because(?:\s+of)?(?![\p{L}\p{N}_-])/iu;
const LONGEST = 500;

/** What is left of a line as the reason: ` -- because (fewer steps)` -> `fewer steps`; undefined where it says nothing. */
export function toReason(rest: string): string | undefined {
  let reason = dropStart(dropStart(dropStart(rest, LEAD), BECAUSE), LEAD).trim();
  const folded = foldKeyboard(reason);
  if (folded.startsWith("(")) {
    const inner = folded.endsWith(")") ? reason.slice(1, -1) : reason.slice(1);
    // "(a) and (b)" keeps its brackets.
    reason = /[()]/u.test(foldKeyboard(inner)) ? reason : dropStart(inner, BECAUSE).trim();
  }
  return /[\p{L}\p{N}]/u.test(reason) ? cutText(reason, LONGEST) : undefined;
}

/** Whatever keyboard it was typed on. */
function dropStart(text: string, pattern: RegExp): string {
  return text.slice(pattern.exec(foldKeyboard(text))?.[0].length ?? 0);
}

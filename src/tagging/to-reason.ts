import { cutText } from "../text/cut-text.ts";

const LEAD = /^[\s\-–—:;,.=>|`"'“”]*/u;
const BECAUSE = /^because(?:\s+of)?(?![\p{L}\p{N}_-])/iu;
const LONGEST = 500;

/** What is left of a line as the reason: ` -- because (fewer steps)` -> `fewer steps`; undefined where it says nothing. */
export function toReason(rest: string): string | undefined {
  let reason = rest.replace(LEAD, "").replace(BECAUSE, "").replace(LEAD, "").trim();
  if (reason.startsWith("(")) {
    const inner = reason.endsWith(")") ? reason.slice(1, -1) : reason.slice(1);
    // "(a) and (b)" keeps its brackets.
    reason = /[()]/u.test(inner) ? reason : inner.replace(BECAUSE, "").trim();
  }
  return /[\p{L}\p{N}]/u.test(reason) ? cutText(reason, LONGEST) : undefined;
}

import type { Revert } from "../model/change.ts";

/** `Revert "Keep the cart (#12)"` and `revert: "Keep the cart"`, with or without a number behind. */
const QUOTED = /^Revert:? "(.*)"[^"]*$/i;
/** Nearly every change ends here. */
const SPEAKS_OF_REVERT = /revert/i;
/** More than the first line of a message that says of itself what it reverts. */
const MOST_OPENING = 300;
/** `fix(cart): ` before a revert in words; `revert: ` is a type of its own and stays. */
const PREFIX = /^(?!revert)[\w-]+(?:\([^)]*\))?!?:\s*/i;
/** `Revert PR #12`, `revert(cart): ...`, `Revert button is grey`: says nothing alone. */
const NAMED = /^revert(?:s|ed)?\b/i;
/** `revert: keep the cart`: a type of change, which needs no reference. */
const TYPED = /^revert(?:\([^)]*\))?!?:\s*(.+)$/i;
/** `Revert "Revert "Keep the cart""` and `Reapply "Keep the cart"`: the change stands again. */
const REAPPLIED = /^(?:Revert "(?:Revert "Revert ")*Revert "(?!Revert ")|Re-?appl(?:y|ies) )/i;
/** `This reverts commit 1a2b3c4.` and `This reverts commit 1a2b3c4, reversing changes made to ...` */
const SHA = /\bthis reverts commits? ([0-9a-f]{7,64})\b/i;
/** `Reverts acme/shop#12`, `Reverts #12` and `This reverts PR #12` */
const NUMBER = /\b(?:this )?reverts (?:(?:pull request|pr) )?(?:[\w.-]+\/[\w.-]+)?#(\d{1,9})\b/i;
/** `Keep the cart (#12)` or `Revert #12`: the number of what is taken back, inside the title. */
const IN_TITLE = /(?:\(#(\d{1,9})\)\s*$|^revert(?:s|ed)?:? (?:pr |pull request )?#(\d{1,9})\b)/i;

/**
 * What a revert takes back, as far as its message tells; undefined for any other change.
 *
 * A change that puts a reverted one back is no revert. Neither is a pull request whose squashed commits took back one
 * of their own: there the sentence stands in the middle of the message, below a title that speaks of something else.
 */
export function parseRevert(subject: string, body: string): Revert | undefined {
  const opening = body.slice(0, MOST_OPENING);
  if (!(SPEAKS_OF_REVERT.test(subject) || SPEAKS_OF_REVERT.test(opening))) return undefined;
  const title = subject.replace(PREFIX, "");
  if (REAPPLIED.test(title)) return undefined;
  const named = NAMED.test(title);
  const place = named ? body : (opening.split(/\r\n|\r|\n/, 1)[0] ?? "");
  const sha = SHA.exec(place)?.[1]?.toLowerCase();
  const quoted = QUOTED.exec(title)?.[1];
  const titled = quoted ?? TYPED.exec(title)?.[1];
  const number =
    toNumber(NUMBER.exec(place)) ?? toNumber(IN_TITLE.exec(quoted ?? (named ? stripOwn(title) : "")));
  if (titled === undefined && sha === undefined && number === undefined) return undefined;
  return {
    ...(sha === undefined ? {} : { sha }),
    ...(number === undefined ? {} : { number }),
    ...(titled === undefined ? {} : { title: quoted ?? stripOwn(titled) }),
  };
}

/** Without the revert's own number, which GitHub appends: `revert: keep the cart (#12) (#34)` -> `... (#12)`. */
function stripOwn(title: string): string {
  return title.replace(/\(#\d{1,9}\)\s*$/, "").trimEnd();
}

function toNumber(match: RegExpExecArray | null): number | undefined {
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? undefined : Number(digits);
}

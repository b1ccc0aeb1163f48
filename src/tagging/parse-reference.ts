import type { Reference } from "../model/answer.ts";
import { foldKeyboard } from "../text/keyboard.ts";

// for #812 | for acme/shop#812 | for GH-812 | for https://github.com/acme/shop/pull/812#issuecomment-1
const REFERENCE =
  /^for:?\s+(?:(?:([\w.-]{1,100}\/[\w.-]{1,100})?#|GH-)(\d{1,10})(?![\p{L}\p{N}_])|https?:\/\/[^\s/]{1,200}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:pull|issues)\/(\d{1,10})(?![\p{L}\p{N}_])[^\s,;)]*)/iu;

export interface FoundReference {
  readonly target: Reference;
  /** Characters of the text that were read. */
  readonly length: number;
}

/** Reads `for #812`, `for owner/name#812` or `for` with the address of a pull request or issue; undefined: neither. */
export function parseReference(text: string): FoundReference | undefined {
  const found = REFERENCE.exec(foldKeyboard(text));
  const number = Number(found?.[2] ?? found?.[4]);
  if (!found || !Number.isSafeInteger(number) || number < 1) {
    return undefined;
  }
  const repository = found[1] ?? found[3];
  return {
    target: repository === undefined ? { number } : { repository, number },
    length: found[0].length,
  };
}

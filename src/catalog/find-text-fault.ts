import { CATALOG_LIMITS } from "./catalog-limits.ts";
import type { ProblemDetail } from "./catalog-problem.ts";

/** What keeps a file from being read as text at all. Size first: nothing else looks at a file that is too large. */
export function findTextFault(text: string): ProblemDetail | undefined {
  const bytes = countBytes(text);
  if (bytes > CATALOG_LIMITS.bytes) {
    const size = `${Math.ceil(bytes / 1024)} KiB`;
    return { code: "too-large", message: `The file has ${size}; a catalog has at most 256 KiB` };
  }
  const at = text.search(NOT_TEXT);
  if (at === -1) return undefined;
  const line = text.slice(0, at).split("\n").length;
  const message = `The file is not UTF-8 text: line ${line} holds ${nameCharacter(text.codePointAt(at) ?? 0)}`;
  return { code: "not-text", message };
}

/** Control characters, the mark that a decoder leaves for bytes that are no UTF-8, and halves of a pair. */
const NOT_TEXT = /(?![\t\n\r\u{85}])[\p{Cc}\p{Cs}\u{FFFD}\u{FFFE}\u{FFFF}]/u;

function nameCharacter(code: number): string {
  if (code === 0) return "a NUL byte, as binary files do";
  if (code === 0xfffd) return "bytes that are not UTF-8";
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Of the text as UTF-8. */
function countBytes(text: string): number {
  if (text.length > CATALOG_LIMITS.bytes) return text.length;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

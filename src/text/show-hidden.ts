/**
 * Characters that are there without being seen, or that turn the order of what is seen: controls, line and
 * paragraph separators, bidi marks, zero-width characters, tags, fillers, halves of a surrogate pair.
 * Accepted example: U+202E. Left alone: what builds emoji (the joiner between two pictographs and the two
 * selectors of text or emoji style), tab and the two line ends.
 */
const HIDDEN =
  /(?!\t|\n|\r|\uFE0E|\uFE0F)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** `U+202E`: at least four digits. */
function toCodePointName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text with every hidden character written out as `U+XXXX`, so that nobody reads something else than stands there. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (character, offset: number) =>
    character === "\u200D" && isInsideEmoji(text, offset) ? character : toCodePointName(character),
  );
}

const EMOJI_BEFORE = /\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]?$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;

function isInsideEmoji(text: string, offset: number): boolean {
  // A pictograph takes at most two code units, and so does the modifier between it and the joiner.
  return (
    EMOJI_BEFORE.test(text.slice(Math.max(0, offset - 4), offset)) &&
    EMOJI_AFTER.test(text.slice(offset + 1, offset + 3))
  );
}

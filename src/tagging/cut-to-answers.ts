import { dropInvisible } from "../text/keyboard.ts";

/** What follows the word where it is one of a sentence: `The impact is small`, `impacts`, `impact, and`. */
const PROSE = "[ \\t]*[\\p{L}\\p{N}.,;?]";
const MAY_ANSWER = new RegExp(`(?:impact|ｉｍｐａｃｔ)(?!${PROSE})|<!--\\s*/?throughline`, "iu");
const MAY_ANSWER_ALL = new RegExp(MAY_ANSWER.source, "giu");

/** A blank line, and a line behind it that no list, quote or code above can hold: it starts at the margin. */
const NEW_BLOCK = /\n[ \t]*\n(?=[A-Za-z]|#{1,6} |\*\*[A-Za-z])/gu;
/** What may go on over blank lines, and is not looked into here; comments are. */
const LONG_BLOCK =
  /```|~~~|<(?:[?]|!(?!--)|\/?(?:pre|script|style|textarea|blockquote|del|strike|s(?=[\s/>])))/iu;

const MOST_LOOKS = 10;

/**
 * Whether anything of a text, as it is written, can be an answer: `impact` alone or with a colon, not as a word of a
 * sentence, and not where only its markup would join it (`im<b>pact</b>`).
 */
export function holdsCandidate(markdown: string): boolean {
  return MAY_ANSWER.test(dropInvisible(markdown));
}

/**
 * The part of a text that its answers stand in, cut where blocks begin, so that the Markdown parser, which takes a
 * millisecond for a page, reads a few lines. All that is said in the text is said in the part, in the same order.
 * @param markdown with `\n` as its only line end.
 */
export function cutToAnswers(markdown: string): string {
  // The word may stand where only a reader sees it.
  if (dropInvisible(markdown) !== markdown) return markdown;
  const found = [...markdown.matchAll(MAY_ANSWER_ALL)];
  const first = found[0];
  const last = found.at(-1);
  if (first === undefined || last === undefined) {
    return "";
  }
  const start = findStart(markdown, first.index);
  const isMarked = found.some(([text]) => text.startsWith("<"));
  return markdown.slice(start, isMarked ? markdown.length : findEnd(markdown, start, last.index));
}

/** Where the last block begins that holds the place and that nothing before it can reach into; 0 where it is unsure. */
function findStart(markdown: string, place: number): number {
  let start = 0;
  let next = findBlock(markdown, 0);
  while (next !== undefined && next <= place) {
    start = next;
    next = findBlock(markdown, next);
  }
  return isClosed(markdown.slice(0, start)) ? start : 0;
}

/** Where the second block begins behind the last place: the first may be what a heading `Impact` stands above. */
function findEnd(markdown: string, start: number, place: number): number {
  let blocks = 0;
  let end = findBlock(markdown, place);
  // Each look costs the length of the text, so there are few.
  for (let looks = 0; end !== undefined && looks < MOST_LOOKS; looks += 1) {
    blocks += isClosed(markdown.slice(start, end)) ? 1 : 0;
    if (blocks === 2) {
      return end;
    }
    end = findBlock(markdown, end);
  }
  return markdown.length;
}

/** Where the next block begins of which the text alone tells it. */
function findBlock(markdown: string, from: number): number | undefined {
  NEW_BLOCK.lastIndex = from;
  return NEW_BLOCK.test(markdown) ? NEW_BLOCK.lastIndex : undefined;
}

/** True where no code, comment or raw HTML goes on at the end. Errs on the side of false. */
function isClosed(markdown: string): boolean {
  return !LONG_BLOCK.test(markdown) && markdown.lastIndexOf("-->") >= markdown.lastIndexOf("<!--");
}

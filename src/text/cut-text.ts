const ELLIPSIS = "…";

/**
 * At most `limit` code points; where something is cut off, the last of them is an ellipsis. Never splits a code
 * point, and halves of a surrogate pair that stand alone become U+FFFD, so that the text survives UTF-8.
 */
export function cutText(text: string, limit: number): string {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= limit) {
    return wellFormed;
  }
  if (limit < 1) {
    return "";
  }
  let end = 0;
  let lastStart = 0;
  for (let count = 0; count < limit; count += 1) {
    lastStart = end;
    end += (wellFormed.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    if (end >= wellFormed.length) {
      return wellFormed;
    }
  }
  return wellFormed.slice(0, lastStart) + ELLIPSIS;
}

/** How many code points the text has; GitHub's limits on checks, issues and comments count these, not code units. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const codePoint = text.codePointAt(index) ?? 0;
    if (codePoint > 0xffff) {
      index += 1;
    }
    count += 1;
  }
  return count;
}

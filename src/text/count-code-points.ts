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

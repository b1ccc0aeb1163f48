/** Whether the word stands in the text by itself: `net-revenue` does not stand in `net-revenue-retention`. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = [text[at - 1], text[at + word.length]];
    if (!around.some((character) => character !== undefined && /[\w-]/u.test(character))) return true;
  }
  return false;
}

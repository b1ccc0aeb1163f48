/** Text for readers outside engineering. */
export function cleanPlainWords(text: string): string {
  return text;
}

/** What a spreadsheet takes for the start of a formula: `=1+1`, `@SUM(A1)`, and the full-width forms of both. */
const FORMULA_START = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * One cell of text, ready to stand between commas (RFC 4180). A cell that a spreadsheet would run gets a single
 * quote in front, and so does one that has such a quote already, so that `unescapeFormula` gives back what was
 * written. Not for numbers, whose minus sign is meant.
 */
export function escapeCsv(text: string): string {
  const cell = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Takes the quote off that `escapeCsv` put in front of a formula; the cell is without its own quotes already. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}

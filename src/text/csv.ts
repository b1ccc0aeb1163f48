import { fail, type Result, succeed } from "../model/result.ts";

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

export interface CsvRow {
  /** In which the row begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of comma-separated values (RFC 4180; line ends of any system, an optional byte order mark). Empty lines are
 * left out. The failure is a quoted cell that does not end: where it begins.
 */
export function parseCsv(text: string): Result<readonly CsvRow[], { readonly line: number }> {
  const rows: CsvRow[] = [];
  // A quoted cell, an unquoted one, each with what ends it: "a ""b""", | a, | a\n
  const cell = /(?:"([^"]*(?:""[^"]*)*)"[ \t]*|([^",\r\n][^,\r\n]*|))(,|\r\n|\n|\r|$)/y;
  let cells: string[] = [];
  let line = 1;
  let startLine = 1;
  cell.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  while (cell.lastIndex < text.length || cells.length > 0) {
    const found = cell.exec(text);
    if (found === null) return fail({ line });
    const [whole, quoted, bare = "", end = ""] = found;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ",") continue;
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: startLine, cells });
    cells = [];
    startLine = line;
  }
  return succeed(rows);
}

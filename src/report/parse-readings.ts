import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { Reading } from "../model/reading.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import { type CsvRow, parseCsv } from "../text/csv.ts";

/** Something wrong with a line of a file; lines count from 1. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

const COLUMNS = ["metric", "time", "value", "source"] as const;
type Column = (typeof COLUMNS)[number];
const LONGEST_SOURCE = 100;

// 2026-03-31
const DAY = /^\d{4}-\d{2}-\d{2}$/;
// 2026-03-31T09:00Z, 2026-03-31T09:00:00.5+02:00
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
// -12.5, 3, 1.2e6
const NUMBER = /^-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/i;

/**
 * Readings of a file with the columns metric, time, value and source, in any order. Either all of them, keys as the
 * catalog has them today, or every line that is wrong.
 */
export function parseReadings(
  text: string,
  vocabulary: Vocabulary,
): Result<readonly Reading[], readonly LineProblem[]> {
  const rows = parseCsv(text);
  if (!rows.ok) return fail([{ line: rows.error.line, message: 'A cell that begins with " does not end.' }]);
  const [head, ...lines] = rows.value;
  const columns = findColumns(head);
  if (!columns.ok) return fail([columns.error]);
  const problems: LineProblem[] = [];
  const readings = new Map<string, Reading>();
  for (const row of lines) {
    const reading = toReading(row, columns.value, vocabulary);
    if (!reading.ok) {
      problems.push({ line: row.line, message: reading.error });
      continue;
    }
    const key = JSON.stringify([reading.value.metric, reading.value.at, reading.value.source]);
    const earlier = readings.get(key);
    if (earlier !== undefined && earlier.value !== reading.value.value) {
      const { metric, at, source } = earlier;
      const message = `There is another value of ${metric} on ${at} from ${JSON.stringify(source)} above: ${earlier.value}; keep one.`;
      problems.push({ line: row.line, message });
    }
    readings.set(key, reading.value);
  }
  return problems.length > 0 ? fail(problems) : succeed([...readings.values()]);
}

function findColumns(head: CsvRow | undefined): Result<ReadonlyMap<Column, number>, LineProblem> {
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const message = `The first line must name the columns ${COLUMNS.join(", ")}; it lacks ${missing.join(" and ")}.`;
    return fail({ line: head?.line ?? 1, message });
  }
  return succeed(new Map(COLUMNS.map((name) => [name, names.indexOf(name)])));
}

function toReading(
  { cells }: CsvRow,
  columns: ReadonlyMap<Column, number>,
  vocabulary: Vocabulary,
): Result<Reading, string> {
  const read = (column: Column): string => cells[columns.get(column) ?? -1]?.trim() ?? "";
  const word = read("metric");
  const metric = vocabulary.resolve(word)?.metric.key;
  if (metric === undefined) {
    const nearest = vocabulary.nearest(word);
    const advice = nearest.length === 0 ? "" : `; the nearest are ${nearest.join(", ")}`;
    return fail(`${show(word)} is no metric of the catalog${advice}.`);
  }
  const at = toDay(read("time"));
  if (at === undefined) {
    return fail(
      `${show(read("time"))} is no time; write a UTC day such as 2026-03-31, or an instant with its zone.`,
    );
  }
  const number = read("value");
  const value = NUMBER.test(number) ? Number(number) : Number.NaN;
  if (!Number.isFinite(value)) {
    return fail(`${show(number)} is no number; write one such as 12.5, with a point and without a unit.`);
  }
  const source = read("source");
  if (source === "" || source.length > LONGEST_SOURCE) {
    return fail(`The source is ${source === "" ? "empty" : "too long"}; name where the value was read.`);
  }
  return succeed({ metric, at, value, source });
}

function toDay(text: string): string | undefined {
  const isDay = DAY.test(text);
  if (!isDay && !INSTANT.test(text)) return undefined;
  const ms = Date.parse(isDay ? `${text}T00:00:00Z` : text.replace(" ", "T"));
  if (!Number.isFinite(ms)) return undefined;
  const day = new Date(ms).toISOString().slice(0, 10);
  // The 30th of February is read as the 2nd of March.
  const isReal = new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
  return isReal ? day : undefined;
}

function show(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}

import type { z } from "zod";
import type { AssessedChange } from "../../model/change.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import { type CsvRow, parseCsv, unescapeFormula } from "../../text/csv.ts";
import type { LineProblem } from "../parse-readings.ts";
import { CSV_COLUMNS, type CsvColumn } from "./export-csv.ts";
import {
  changeSchema,
  type ExportedChange,
  type ExportedOptOut,
  type ExportedRepository,
  exportSchema,
} from "./exported.ts";

export interface ParsedExport {
  readonly repositories: readonly ExportedRepository[];
  /** None in CSV, which holds changes only. */
  readonly optOuts: readonly ExportedOptOut[];
}

/** What `throughline export` wrote, in either format. All of it, or what is wrong. */
export function parseExport(text: string): Result<ParsedExport, readonly LineProblem[]> {
  if (text.trimStart().startsWith("{")) return parseJson(text);
  const rows = parseRows(text);
  return rows.ok ? succeed({ repositories: rows.value, optOuts: [] }) : rows;
}

function parseJson(text: string): Result<ParsedExport, readonly LineProblem[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail([{ line: 1, message: `It is no JSON: ${String((error as Error).message)}.` }]);
  }
  const parsed = exportSchema.safeParse(value);
  if (parsed.success) {
    const { repositories, optOuts = [] } = parsed.data;
    return succeed({ repositories: repositories as readonly ExportedRepository[], optOuts });
  }
  return fail(parsed.error.issues.map((issue) => ({ line: 1, message: showIssue(issue) })));
}

function showIssue({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".") || "The file"}: ${message}`;
}

type Cells = Readonly<Record<CsvColumn, string>>;

interface OpenChange {
  readonly repository: string;
  readonly cells: Cells;
  readonly line: number;
  readonly tags: Record<string, unknown>[];
}

/** Rows of one change stand together, one for each tag. */
function parseRows(text: string): Result<readonly ExportedRepository[], readonly LineProblem[]> {
  const rows = parseCsv(text);
  if (!rows.ok) return fail([{ line: rows.error.line, message: 'A cell that begins with " does not end.' }]);
  const [head, ...lines] = rows.value;
  const missing = CSV_COLUMNS.filter((column) => !head?.cells.includes(column));
  if (missing.length > 0) {
    const message = `It is neither JSON nor CSV of throughline export: the first line lacks ${missing.join(", ")}.`;
    return fail([{ line: head?.line ?? 1, message }]);
  }
  const open = groupRows(lines, head?.cells ?? []);
  const problems: LineProblem[] = [];
  const repositories = new Map<string, ExportedRepository & { readonly changes: ExportedChange[] }>();
  for (const one of open) {
    const change = toChange(one);
    const id = Number(one.cells.repository_id);
    if (!change.ok) problems.push({ line: one.line, message: change.error });
    else if (!Number.isSafeInteger(id) || id <= 0) {
      problems.push({ line: one.line, message: "repository_id is no number of a repository." });
    } else {
      const known = repositories.get(one.repository) ?? {
        id,
        name: one.cells.repository,
        readings: [],
        decisions: [],
        changes: [],
      };
      repositories.set(one.repository, known);
      known.changes.push(change.value);
    }
  }
  return problems.length > 0 ? fail(problems) : succeed([...repositories.values()]);
}

function groupRows(rows: readonly CsvRow[], head: readonly string[]): readonly OpenChange[] {
  const open = new Map<string, OpenChange>();
  for (const { line, cells: raw } of rows) {
    const cells = Object.fromEntries(
      CSV_COLUMNS.map((column) => [column, unescapeFormula(raw[head.indexOf(column)] ?? "")]),
    ) as Record<CsvColumn, string>;
    const repository = cells.repository_id;
    const key = JSON.stringify([repository, cells.change]);
    const change = open.get(key) ?? { repository, cells, line, tags: [] };
    open.set(key, change);
    if (cells.metric === "") continue;
    change.tags.push({
      metric: cells.metric,
      effect: cells.effect,
      provenance: cells.provenance,
      source: cells.source,
      ...(cells.reason === "" ? {} : { reason: cells.reason }),
      ...(cells.said_at === "" ? {} : { saidAtMs: Date.parse(cells.said_at) }),
    });
  }
  return [...open.values()];
}

function toChange({ cells, tags }: OpenChange): Result<ExportedChange, string> {
  try {
    const parsed = changeSchema.safeParse({
      id: cells.change,
      sha: cells.sha,
      ...(cells.number === "" ? {} : { number: Number(cells.number) }),
      title: cells.title,
      landedAtMs: Date.parse(cells.landed_at),
      areas: JSON.parse(cells.areas),
      touchesNoArea: toTruth(cells.touches_no_area),
      paths: JSON.parse(cells.paths),
      eligible: toTruth(cells.eligible),
      asked: toTruth(cells.asked),
      answer: cells.answer === "tags" ? { kind: "tags", tags } : { kind: cells.answer },
      ...(cells.guess === "" ? {} : { guess: cells.guess }),
      ...(cells.suggested === "" ? {} : { suggested: JSON.parse(cells.suggested) }),
      ...(cells.reverts === "" ? {} : { reverts: JSON.parse(cells.reverts) }),
    });
    if (parsed.success) return succeed(parsed.data as ExportedChange);
    return fail(parsed.error.issues.map(showIssue).join("; "));
  } catch {
    return fail("One of areas, paths, suggested and reverts is no JSON.");
  }
}

function toTruth(cell: string): boolean | string {
  return cell === "true" || (cell === "false" ? false : cell);
}

/** Stands for who is not told. GitHub itself shows deleted accounts under this login. */
const NOBODY = "ghost";

/** Nobody is told to have made it: GitHub may still know who did. */
export function isImported({ author }: AssessedChange): boolean {
  return author === NOBODY;
}

/**
 * What the store should hold of a change after an import. What it knows stays, for it comes from GitHub; taken over is
 * what GitHub can't tell again: that it was asked, what was suggested, an answer whose check is deleted. The same
 * object where nothing is new, so that importing twice writes nothing.
 */
export function mergeImportedChange(
  known: AssessedChange | undefined,
  imported: ExportedChange,
): AssessedChange {
  if (known === undefined) {
    const { id, sha, number, title, ...rest } = imported;
    return { id, sha, ...(number === undefined ? {} : { number }), title, author: NOBODY, ...rest };
  }
  const wasAsked = known.eligible && !known.asked && imported.asked;
  const wasAnswered = known.answer.kind === "unanswered" && imported.answer.kind !== "unanswered";
  const wasSuggested = known.suggested === undefined ? imported.suggested : undefined;
  if (!wasAsked && !wasAnswered && wasSuggested === undefined) return known;
  const { guess, ...rest } = known;
  return {
    ...rest,
    asked: known.asked || wasAsked,
    ...(wasAnswered ? { answer: imported.answer } : {}),
    ...(wasAnswered || guess === undefined ? {} : { guess }),
    ...(wasSuggested === undefined ? {} : { suggested: wasSuggested }),
  };
}

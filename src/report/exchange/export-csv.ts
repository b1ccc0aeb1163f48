import type { Tag } from "../../model/answer.ts";
import { escapeCsv } from "../../text/csv.ts";
import type { ExportedChange, ExportedRepository } from "./exported.ts";

/** One row for each tag; a change without a tag has one row with an empty metric. */
export const CSV_COLUMNS = [
  "repository_id",
  "repository",
  "change",
  "number",
  "sha",
  "landed_at",
  "title",
  "eligible",
  "asked",
  "answer",
  "metric",
  "effect",
  "provenance",
  "source",
  "reason",
  "said_at",
  "guess",
  "suggested",
  "areas",
  "touches_no_area",
  "paths",
  "reverts",
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** The first line, ended. */
export function renderCsvHead(): string {
  return `${CSV_COLUMNS.join(",")}\r\n`;
}

/** The rows of one change, each ended. Lists stand as JSON in their cell; times are UTC. */
export function renderCsvRows(
  { id, name }: Pick<ExportedRepository, "id" | "name">,
  change: ExportedChange,
): string {
  const { answer } = change;
  const tags = answer.kind === "tags" ? answer.tags : [undefined];
  return tags
    .map((tag) => {
      const cells: Record<CsvColumn, string> = {
        repository_id: `${id}`,
        repository: escapeCsv(name),
        ...toChangeCells(change),
        ...toTagCells(tag),
      };
      return `${CSV_COLUMNS.map((column) => cells[column]).join(",")}\r\n`;
    })
    .join("");
}

type TagColumn = "metric" | "effect" | "provenance" | "source" | "reason" | "said_at";

function toTagCells(tag: Tag | undefined): Record<TagColumn, string> {
  return {
    metric: escapeCsv(tag?.metric ?? ""),
    effect: tag?.effect ?? "",
    provenance: tag?.provenance ?? "",
    source: tag?.source ?? "",
    reason: escapeCsv(tag?.reason ?? ""),
    said_at: toInstant(tag?.saidAtMs),
  };
}

function toChangeCells(
  change: ExportedChange,
): Record<Exclude<CsvColumn, TagColumn | "repository_id" | "repository">, string> {
  return {
    change: escapeCsv(change.id),
    number: change.number === undefined ? "" : `${change.number}`,
    sha: escapeCsv(change.sha),
    landed_at: toInstant(change.landedAtMs),
    title: escapeCsv(change.title),
    eligible: `${change.eligible}`,
    asked: `${change.asked}`,
    answer: change.answer.kind,
    guess: escapeCsv(change.guess ?? ""),
    suggested: toJsonCell(change.suggested),
    areas: toJsonCell(change.areas),
    touches_no_area: `${change.touchesNoArea}`,
    paths: toJsonCell(change.paths),
    reverts: toJsonCell(change.reverts),
  };
}

function toJsonCell(value: unknown): string {
  return value === undefined ? "" : escapeCsv(JSON.stringify(value));
}

function toInstant(ms: number | undefined): string {
  return ms === undefined ? "" : new Date(ms).toISOString();
}

import { isDecisionShown } from "../../catalog/is-decision-shown.ts";
import type { Catalog, Visibility } from "../../model/catalog.ts";
import type { Decision } from "../../model/reading.ts";
import type { StoredDecision } from "../ports/report-store.ts";
import type { MadeReport } from "./made-report.ts";

export const LONGEST_DECISION = 1_000;

/** What a decision is about: all of it but what a comment says for itself. */
export type DecidedQuestion = Pick<Decision, "question" | "metrics" | "areas" | "audience">;

/** What the report issue carries hidden, so that the store can be thrown away. */
export interface ReportRecord {
  readonly version: 1;
  /** Who the report was written for. */
  readonly audience: Visibility;
  /** As they are numbered in the report. */
  readonly questions: readonly Pick<Decision, "question" | "metrics" | "areas">[];
  /** Comments that were heard before this was written, by id; without a question where its readers must not see it. */
  readonly decided: readonly ({
    readonly comment: number;
    /** The number that the text begins with is a part of it, and no question's. */
    readonly isWhole?: true;
  } & Partial<DecidedQuestion>)[];
}

/** Of an issue's 65,536 characters. */
export const MOST_RECORD_CHARACTERS = 6_000;

const BEGIN = "<!-- throughline:asked ";
const END = " -->";

/** As an HTML comment, which GitHub does not show. What does not fit is left out, the oldest decisions first. */
export function renderReportRecord(record: ReportRecord): string {
  let decided = record.decided.toSorted((one, other) => one.comment - other.comment);
  for (;;) {
    const text = `${BEGIN}${toHiddenJson({ ...record, decided })}${END}`;
    if (text.length <= MOST_RECORD_CHARACTERS || decided.length === 0) return text;
    decided = decided.slice(Math.ceil(decided.length / 8));
  }
}

/** A comment ends at `-->`; a name with `@` or `#` calls and links nobody, wherever GitHub may look for one. */
function toHiddenJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&@#]|-(?=-)/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}

/** The record in an issue's body; undefined where there is none that can be read. */
export function parseReportRecord(body: string): ReportRecord | undefined {
  const begin = body.lastIndexOf(BEGIN);
  const end = begin < 0 ? -1 : body.indexOf(END, begin);
  if (end < 0) return undefined;
  try {
    const value: unknown = JSON.parse(body.slice(begin + BEGIN.length, end));
    return isReportRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isReportRecord(value: unknown): value is ReportRecord {
  if (!isObject(value) || value["version"] !== 1) return false;
  const { questions, decided } = value;
  const isQuestion = (one: unknown): boolean => isObject(one) && typeof one["question"] === "string";
  const isDecided = (one: unknown): boolean =>
    isObject(one) &&
    Number.isSafeInteger(one["comment"]) &&
    (one["isWhole"] === undefined || one["isWhole"] === true) &&
    (one["question"] === undefined || typeof one["question"] === "string") &&
    (one["audience"] === undefined || isAudience(one["audience"]));
  const hasKeys = (one: unknown): boolean =>
    isObject(one) &&
    ["metrics", "areas"].every((name) => one[name] === undefined || isListOfTexts(one[name]));
  return (
    isAudience(value["audience"]) &&
    Array.isArray(questions) &&
    questions.every((one) => isQuestion(one) && hasKeys(one)) &&
    Array.isArray(decided) &&
    decided.every((one) => isDecided(one) && hasKeys(one))
  );
}

function isAudience(value: unknown): boolean {
  return value === "public" || value === "private";
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// 3 people look at it
const BEGINS_WITH_PLACE = /^[1-3]\s/u;

/** The record of a report for these readers: of what they must not see, only that the comment was heard. */
export function buildReportRecord(
  questions: MadeReport["questions"],
  decisions: readonly StoredDecision[],
  { catalog, audience }: { readonly catalog: Pick<Catalog, "metrics">; readonly audience: Visibility },
): ReportRecord {
  const decided = decisions.map((decision) => {
    const { commentId: comment, repositoryId: _, text, saidAtMs: __, ...about } = decision;
    if (!isDecisionShown(decision, catalog, audience)) return { comment };
    return { comment, ...(BEGINS_WITH_PLACE.test(text) ? { isWhole: true as const } : {}), ...about };
  });
  return { version: 1, audience, questions, decided };
}

/** GitHub takes 65,536 characters in an issue or comment; the marker and the record need some of them. */
export const MOST_PART_CHARACTERS = 65_536 - 200 - MOST_RECORD_CHARACTERS;

/** Stands first in each part, unseen: by it and by our own app the part is found again. `place` counts from 0. */
export function toReportMarker(place: number): string {
  return `<!-- throughline:report part ${place + 1} -->`;
}

// <!-- throughline:report part 2 -->
const MARKER = /<!-- throughline:report part ([1-9]\d{0,3}) -->/u;

/** Which part a comment is, from 0; undefined where it is none. */
export function findReportPlace(body: string): number | undefined {
  const [, part] = MARKER.exec(body) ?? [];
  return part === undefined ? undefined : Number(part) - 1;
}

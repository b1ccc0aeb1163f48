import { EFFECTS } from "../model/answer.ts";
import type { CheckRecord } from "../model/check.ts";

/** Of the check on a head. */
export const CHECK_NAME = "throughline";
/** Of the check on a pull request that adds or changes the catalog. */
export const CATALOG_CHECK_NAME = "throughline / catalog";

const BEGIN = "<!-- throughline:record ";
const END = " -->";

/** The record as an HTML comment, which GitHub does not show. */
export function renderCheckRecord(record: CheckRecord): string {
  // A comment ends at `-->`, and some parsers already mind `--`: neither can stand in escaped JSON.
  const json = JSON.stringify(record).replace(/[<>&]|-(?=-)/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
  return `${BEGIN}${json}${END}`;
}

/** The record in a check's text; undefined where there is none that can be read. */
export function parseCheckRecord(text: string): CheckRecord | undefined {
  const begin = text.lastIndexOf(BEGIN);
  if (begin < 0) return undefined;
  const end = text.indexOf(END, begin);
  if (end < 0) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(begin + BEGIN.length, end));
    return isCheckRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCheckRecord(value: unknown): value is CheckRecord {
  if (!isObject(value) || value["version"] !== 1 || !Number.isSafeInteger(value["number"])) return false;
  return (
    typeof value["blind"] === "boolean" &&
    (value["shown"] === undefined || value["shown"] === true) &&
    typeof value["catalogVersion"] === "string" &&
    isListOf(value["suggestions"], (entry) => areTexts(entry, ["metric", "reason", "source"])) &&
    (value["button"] === undefined || isButton(value["button"]))
  );
}

function isButton(value: unknown): boolean {
  return (
    isObject(value) &&
    (value["identifier"] === "yes" || value["identifier"] === "none" || value["identifier"] === "unsure") &&
    Number.isSafeInteger(value["actorId"]) &&
    Number.isSafeInteger(value["saidAtMs"]) &&
    isListOf(
      value["claims"],
      (entry) => areTexts(entry, ["metric"]) && EFFECTS.some((effect) => effect === entry["effect"]),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function areTexts(entry: Record<string, unknown>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof entry[key] === "string");
}

function isListOf(value: unknown, isEntry: (entry: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && isEntry(entry));
}

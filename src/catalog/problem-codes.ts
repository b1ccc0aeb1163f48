import type { Severity } from "../model/result.ts";

interface ProblemCodeEntry {
  readonly severity: Severity;
  /** When it is told, and what to do: a row of docs/reference/catalog.md. */
  readonly meaning: string;
}

/** Every problem a catalog can have. Codes are a contract: never rename one. */
export const PROBLEM_CODES = {
  "too-large": {
    severity: "error",
    meaning: "The file is over 256 KiB, or has over 150,000 words and signs. Make it smaller.",
  },
  "not-text": {
    severity: "error",
    meaning: "The file holds bytes or control characters that no YAML text has. Save it as UTF-8.",
  },
  empty: {
    severity: "error",
    meaning: "The file says nothing. Run `throughline init`, or write one metric.",
  },
  syntax: { severity: "error", meaning: "The file is not valid YAML at this place." },
  "several-documents": {
    severity: "error",
    meaning: "A line with `---` begins a second document. Keep one document a file.",
  },
  "too-deep": { severity: "error", meaning: "Maps and lists are nested more than 32 deep. Flatten them." },
  "too-many-aliases": {
    severity: "error",
    meaning: "The file has more than 100 aliases (`*name`), or they stand for too much. Write values out.",
  },
  "bad-alias": {
    severity: "error",
    meaning: "An alias has no anchor before it, or stands inside its own anchor.",
  },
  "merge-key": { severity: "error", meaning: "`<<` is not supported. Write the keys out." },
  tag: { severity: "error", meaning: "YAML tags (`!name`) are not supported. Remove the tag." },
  "forbidden-key": {
    severity: "error",
    meaning: "`__proto__`, `constructor` and `prototype` can't be keys. Choose another.",
  },
  "duplicate-key": { severity: "error", meaning: "A map has the same key twice. Remove one." },
  "unknown-key": { severity: "error", meaning: "No such key exists here. The nearest one is named." },
  "missing-key": { severity: "error", meaning: "A key that is needed is missing." },
  "wrong-type": {
    severity: "error",
    meaning: "The value is of another type: text where a list belongs, a number where text does.",
  },
  "wrong-value": { severity: "error", meaning: "The value is none of those allowed, or has another form." },
  "too-long": { severity: "error", meaning: "A text, glob or list is longer than its limit." },
  "too-many": { severity: "error", meaning: "More than 500 metrics or 500 areas." },
  "ill-formed-key": {
    severity: "error",
    meaning: "Keys of metrics and areas: 1 to 40 of `a-z`, `0-9` and `-`, not beginning with `-`.",
  },
  "reserved-key": {
    severity: "error",
    meaning:
      "A metric or area has a word as its key, or a metric in `was`, that means something else in an answer.",
  },
  "bad-date": { severity: "error", meaning: "Not a day of the calendar as `YYYY-MM-DD`." },
  "bad-timezone": { severity: "error", meaning: "Not an IANA time zone, as `Europe/Berlin`." },
  "bad-glob": {
    severity: "error",
    meaning: "A glob that could never match, or in a form that is not supported.",
  },
  "unknown-metric": {
    severity: "error",
    meaning: "`drives`, `guardrails` or an area's `metrics` name a metric that no layer has.",
  },
  "was-is-live": {
    severity: "error",
    meaning: "A former key in `was` is the key of a metric. Remove it from `was`.",
  },
  "was-twice": { severity: "error", meaning: "Two metrics claim the same former key. Keep it with one." },
  "unknown-lock": { severity: "error", meaning: "`locked` names nothing that can be locked." },
  "more-problems": {
    severity: "error",
    meaning: "The file has more problems than are listed. Mend these first.",
  },
  "no-metrics": { severity: "warning", meaning: "No layer has a metric, so nothing can be answered." },
  "leads-nowhere": {
    severity: "warning",
    meaning: "An enabling metric leads to no customer or revenue metric through `drives`. Add the link.",
  },
  "area-without-metric": {
    severity: "warning",
    meaning: "An area names no metric, so nothing can be suggested for it.",
  },
  "same-glob": { severity: "warning", meaning: "Two areas have the same glob. Keep it in one." },
  "duplicate-entry": {
    severity: "warning",
    meaning: "A list has the same entry twice; the first one counts.",
  },
  "never-matches": {
    severity: "warning",
    meaning:
      "A glob, login, label or keyword is written in a way that nothing on GitHub is: with quotes or blanks around it, `@` before a login, a folder without `/**`.",
  },
  "own-guardrail": {
    severity: "warning",
    meaning: "A metric is its own guardrail, which guards nothing. Name another metric, or remove it.",
  },
  "ambiguous-name": {
    severity: "warning",
    meaning:
      "A metric's name is also another's name, key or former key; in an answer it means the other one.",
  },
  "public-revenue": {
    severity: "warning",
    meaning:
      "A revenue metric stands in a file that everybody can read. Move it, if its name tells too much.",
  },
  locked: {
    severity: "warning",
    meaning: "The organisation's catalog locks this value; what stands here is ignored.",
  },
  "more-warnings": { severity: "info", meaning: "The file has more warnings than are listed." },
  "lock-without-effect": {
    severity: "info",
    meaning: "`locked` counts in the organisation's catalog alone; here it does nothing.",
  },
  "feedback-loop": {
    severity: "info",
    meaning: "Metrics drive one another in a loop. That is legal; the report shows it.",
  },
} as const satisfies Readonly<Record<string, ProblemCodeEntry>>;

export type ProblemCode = keyof typeof PROBLEM_CODES;

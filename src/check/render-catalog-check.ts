import type { Assessment } from "../model/assessment.ts";
import type { CheckAnnotation, CheckOutput } from "../model/check.ts";
import type { Problem, Severity } from "../model/result.ts";
import { cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { showCode } from "../text/show-code.ts";

/** What the last merged pull requests would have been asked, newest first. */
export interface CatalogPreview {
  readonly rows: readonly {
    readonly number: number;
    readonly title: string;
    readonly assessment: Assessment;
  }[];
}

export interface CatalogCheckFacts {
  /** Of the proposed file, or of both where there are two. */
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
  /** Of files that the proposed one builds on and that not all readers may see: these are counted alone. */
  readonly hidden?: readonly Pick<Problem, "severity">[];
  /** Absent where the catalog has errors. */
  readonly preview?: CatalogPreview;
}

const MOST_ANNOTATIONS = 50;
const LEVELS = { error: "failure", warning: "warning", info: "notice" } as const satisfies Record<
  Severity,
  string
>;

/** The check `throughline / catalog`: fails on errors, and shows what the proposal would do. */
export function renderCatalogCheck({
  paths,
  problems,
  hidden = [],
  preview,
}: CatalogCheckFacts): CheckOutput {
  const all = [...problems, ...hidden];
  const errors = all.filter(({ severity }) => severity === "error").length;
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  return {
    conclusion: errors > 0 ? "failure" : "success",
    title: toTitle(errors, warnings),
    summary: [
      ...listProblems(problems, hidden.length),
      ...(preview === undefined ? [] : renderPreview(preview)),
    ].join("\n"),
    text: "",
    actions: [],
    annotations: problems
      .filter(({ file }) => paths.includes(file))
      .slice(0, MOST_ANNOTATIONS)
      .map(toAnnotation),
  };
}

function toTitle(errors: number, warnings: number): string {
  if (errors > 0) return `Catalog has ${count(errors, "error")}: mend before merging`;
  return warnings > 0 ? `Catalog can be used; ${count(warnings, "warning")}` : "Catalog can be used";
}

function listProblems(problems: readonly Problem[], hidden: number): readonly string[] {
  const shown = problems
    .slice(0, MOST_ANNOTATIONS)
    .map(
      ({ severity, file, line, column, message }) =>
        `- **${severity}** ${showCode(`${file}:${line}:${column}`)} ${escapeMarkdown(message)}`,
    );
  const left = problems.length - shown.length;
  const lines = [
    ...shown,
    ...(left > 0 ? [`- and ${left} more`] : []),
    ...(hidden > 0 ? [`- ${count(hidden, "problem")} of files that this catalog builds on`] : []),
  ];
  return [...lines, ...(lines.length > 0 ? [""] : [])];
}

function renderPreview({ rows }: CatalogPreview): readonly string[] {
  if (rows.length === 0) return ["No pull request has been merged yet, so there is nothing to preview."];
  return [
    `### What the last ${rows.length} merged pull requests would have been asked`,
    "",
    "| pull request | what it would have been told |",
    "|---|---|",
    ...rows.map(
      ({ number, title, assessment }) =>
        `| #${number} ${escapeMarkdown(cutText(title, 60))} | ${describe(assessment)} |`,
    ),
  ];
}

function describe({ situation, suggestions }: Assessment): string {
  switch (situation.kind) {
    case "answered":
      return "answered";
    case "exempt":
      return "exempt, nothing asked";
    case "unanswered": {
      const [first] = suggestions;
      return first === undefined
        ? "asked, without a suggestion"
        : // A reason is Markdown already.
          `looks like ${showCode(first.metric)} (${first.reason})`;
    }
    default:
      return "nothing asked";
  }
}

function toAnnotation({ severity, message, file, line, code }: Problem): CheckAnnotation {
  return { path: file, startLine: line, endLine: line, level: LEVELS[severity], title: code, message };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

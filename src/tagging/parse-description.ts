import type { Root } from "mdast";
import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Statement } from "../model/answer.ts";
import { foldKeyboard } from "../text/keyboard.ts";
import { capNesting } from "./cap-markdown.ts";
import { NEXT_KEY } from "./continue-value.ts";
import { cutToAnswers, holdsCandidate } from "./cut-to-answers.ts";
import { listSayings, type Saying } from "./list-sayings.ts";
import { hasChecklist, listTickedItems, parseChecklist } from "./parse-checklist.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parseSection } from "./parse-section.ts";
import { parseStatement, type StatementReading } from "./parse-statement.ts";

export interface DescriptionReading {
  /** What the last valid `Impact:` line or section says. */
  readonly line?: Statement;
  /** What the ticked items of the marked block say. */
  readonly checklist?: Statement;
  readonly problems: readonly AnswerProblem[];
}

const NOTHING_SAID: DescriptionReading = { problems: [] };
/** More of them help nobody. */
const MOST_PROBLEMS = 5;

/** Which of the texts of `listAnswerTexts` are to be read. */
export type TextFilter = (text: string) => boolean;

/** Reads a description, or a commit message below its subject. Never throws; well under a second for 64 KiB of anything. */
export function parseDescription(
  markdown: string,
  vocabulary: Vocabulary,
  isWanted: TextFilter = () => true,
): DescriptionReading {
  // The parser costs milliseconds; most texts of a history can't hold an answer.
  if (!holdsCandidate(markdown)) {
    return NOTHING_SAID;
  }
  const isMarked = hasChecklist(markdown);
  const root = parseAnswers(markdown);
  const sayings = listSayings(root).map((saying) => readSaying(saying, vocabulary, isWanted));
  const line = sayings.findLast((reading) => reading.statement !== undefined)?.statement;
  const checklist = isMarked ? parseChecklist(root, vocabulary, isWanted) : undefined;
  const problems = [...sayings.flatMap((reading) => reading.problems), ...(checklist?.problems ?? [])];
  return {
    ...(line && { line }),
    ...(checklist?.statement && { checklist: checklist.statement }),
    problems: dropRepeats(problems).slice(0, MOST_PROBLEMS),
  };
}

/**
 * The texts that may answer, in order: what stands behind `Impact:`, each line below it, each paragraph or item
 * under its heading, each ticked item of the marked block. Whatever the catalog is: who wrote them is told from one edit to the next.
 */
export function listAnswerTexts(markdown: string): readonly string[] {
  if (!holdsCandidate(markdown)) {
    return [];
  }
  const root = parseAnswers(markdown);
  const said = listSayings(root).flatMap((saying) =>
    saying.kind === "line" ? [saying.text, ...saying.rest] : saying.texts,
  );
  const ticked = hasChecklist(markdown) ? listTickedItems(root) : [];
  return [...said, ...ticked].filter((text) => text !== "");
}

function parseAnswers(markdown: string): Root {
  return parseMarkdown(cutToAnswers(capNesting(markdown)));
}

type SayingReading = Pick<StatementReading, "statement" | "problems">;

const NOTHING_READ: SayingReading = { problems: [] };

function readSaying(saying: Saying, vocabulary: Vocabulary, isWanted: TextFilter): SayingReading {
  switch (saying.kind) {
    case "line":
      return isWanted(saying.text) || saying.text === ""
        ? readLine({ ...saying, rest: takeWanted(saying.rest, isWanted) }, vocabulary)
        : NOTHING_READ;
    case "section":
      return parseSection(saying.texts.filter(isWanted), vocabulary);
  }
}

/** A line of somebody else ends what goes on over lines. */
function takeWanted(lines: readonly string[], isWanted: TextFilter): readonly string[] {
  const end = lines.findIndex((line) => line !== "" && !isWanted(line));
  return end < 0 ? lines : lines.slice(0, end);
}

/** With the lines below that hold nothing but metrics: who names two on two lines means both. */
function readLine({ text, rest }: Extract<Saying, { kind: "line" }>, vocabulary: Vocabulary): SayingReading {
  // `Impact:` with its value in the next line answers as a heading would: prose there is prose.
  if (text === "") return parseSection([rest.slice(0, findEnd(rest)).join("\n")], vocabulary);
  const reading = parseStatement(text, vocabulary);
  const { statement } = reading;
  if (statement?.kind !== "tags" || statement.reason !== undefined) return reading;
  const end = rest.findIndex((line) => !isListOfMetrics(line, vocabulary));
  const more = rest.slice(0, end < 0 ? rest.length : end);
  return more.length === 0 ? reading : parseStatement([text, ...more].join("\n"), vocabulary);
}

/** Where the next key stands behind the first line. */
function findEnd(lines: readonly string[]): number {
  const end = lines.findIndex((line, index) => index > 0 && NEXT_KEY.test(foldKeyboard(line)));
  return end < 0 ? lines.length : end;
}

function isListOfMetrics(line: string, vocabulary: Vocabulary): boolean {
  const { statement, problems } = parseStatement(line, vocabulary);
  return statement?.kind === "tags" && statement.reason === undefined && problems.length === 0;
}

function dropRepeats(problems: readonly AnswerProblem[]): readonly AnswerProblem[] {
  return problems.filter(
    ({ message }, index) => problems.findIndex((other) => other.message === message) === index,
  );
}

import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Statement } from "../model/answer.ts";
import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { parseSection } from "./parse-section.ts";
import { parseStatement } from "./parse-statement.ts";

const LABEL = /^impact\s*:\s*(.*)$/iu; // impact: checkout-conversion

export interface LabelReading {
  readonly statement?: Statement;
  readonly problems: readonly AnswerProblem[];
}

/** What labels `impact: <key>` say; GitHub lists them in no order that means something, so theirs is by name. */
export function parseLabels(labels: readonly string[], vocabulary: Vocabulary): LabelReading {
  const texts = labels
    .flatMap((label) => LABEL.exec(foldKeyboard(dropInvisible(label)).trim())?.[1] ?? [])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const readings = texts.map((text) => ({ text, ...parseStatement(text, vocabulary) }));
  const metrics = readings.filter(({ statement }) => statement?.kind === "tags");
  const stances = readings.flatMap(({ statement }) =>
    statement && statement.kind !== "tags" ? [statement] : [],
  );
  const unknown = readings
    .filter(({ statement }) => statement === undefined)
    .flatMap(({ problems }) => problems);
  if (metrics.length > 0) {
    const { statement, problems } = parseSection(
      metrics.map(({ text }) => text),
      vocabulary,
    );
    return { ...(statement && { statement }), problems: [...problems, ...unknown] };
  }
  const stance = stances.find(({ kind }) => kind !== "unsure") ?? stances[0];
  return { ...(stance && { statement: stance }), problems: unknown };
}

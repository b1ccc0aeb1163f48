import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Claim, Effect, Statement } from "../model/answer.ts";
import { toBesideMetric } from "./answer-problems.ts";
import { parseStatement, type StatementReading } from "./parse-statement.ts";
import { collectClaims } from "./recent-claims.ts";

export interface SectionReading {
  readonly statement?: Statement;
  readonly problems: readonly AnswerProblem[];
}

/**
 * Reads what stands under a heading `Impact`: a paragraph, or the items of a list, whose effect words hold from item
 * to item. Many templates have such a section for prose: where the first word means nothing here, it is no answer
 * and no problem.
 */
export function parseSection(texts: readonly string[], vocabulary: Vocabulary): SectionReading {
  const claims: Claim[] = [];
  const reasons: string[] = [];
  const problems: AnswerProblem[] = [];
  const stances: ("none" | "unsure")[] = [];
  let effect: Effect = "moves";
  for (const [index, text] of texts.entries()) {
    const reading = readText(text, vocabulary, effect);
    const { statement } = reading;
    if (index === 0 && (!reading.isMeant || (statement && statement.kind !== "tags"))) {
      return reading.isMeant ? reading : { problems: [] };
    }
    if (reading.isMeant) {
      problems.push(...reading.problems);
    }
    if (statement?.kind === "tags") {
      claims.push(...statement.claims);
      reasons.push(...(statement.reason === undefined ? [] : [statement.reason]));
    }
    stances.push(...listStances(statement));
    effect = reading.effect;
  }
  const collected = collectClaims(claims);
  const beside = collected.claims.length === 0 ? [] : stances;
  const [reason] = reasons;
  return {
    ...(collected.claims.length > 0 && {
      statement: {
        kind: "tags" as const,
        claims: collected.claims,
        ...(reason !== undefined && { reason }),
      },
    }),
    problems: [
      ...problems,
      ...collected.problems,
      ...beside.map((stance) => toBesideMetric(stance, collected.claims)),
    ],
  };
}

/** A sentence that begins with the name of a metric is prose here: `Retention of log files is 30 days`. */
function readText(text: string, vocabulary: Vocabulary, effect: Effect): StatementReading {
  const reading = parseStatement(text, vocabulary, effect);
  return reading.isSentence ? { problems: [], isMeant: false, effect } : reading;
}

/** What an item says that claims nothing; beside a metric it is told. */
function listStances(statement: Statement | undefined): readonly ("none" | "unsure")[] {
  return statement?.kind === "none" || statement?.kind === "unsure" ? [statement.kind] : [];
}

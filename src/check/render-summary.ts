import type { AnswerProblem } from "../model/answer.ts";
import type { Assessment, Exemption } from "../model/assessment.ts";
import type { Problem } from "../model/result.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { showCode } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderQuestion } from "./render-question.ts";

const MOST_PROBLEMS = 20;

/** What holds, why, and what to do: paragraphs of Markdown. Text from outside is escaped. */
export function renderSummary(assessment: Assessment, context: CheckContext): string {
  const problems = renderProblems(assessment.problems);
  const isAsked = assessment.situation.kind === "unanswered";
  const paragraphs = [
    // Whoever did write something reads first why it is asked all the same.
    ...(isAsked ? problems : []),
    ...renderSituation(assessment, context),
    ...(isAsked ? [] : problems),
    `[What is kept and who sees it](${toLinkTarget(context.privacyUrl)})`,
  ];
  return paragraphs.join("\n\n");
}

function renderSituation(assessment: Assessment, context: CheckContext): readonly string[] {
  const { situation } = assessment;
  switch (situation.kind) {
    case "no-catalog":
      return ["This repository has no catalog, so nothing is asked. `throughline init` writes one."];
    case "merged":
      return [
        "This pull request is merged, so nothing is asked. What its description says from now on is kept as a correction with its date.",
      ];
    case "catalog-unreadable":
      return [
        `The catalog can't be read: ${escapeMarkdown(situation.reason)}`,
        "Nothing is asked until it can be. There is nothing to do in this pull request.",
      ];
    case "catalog-broken":
      return [
        "The catalog on the default branch has problems. Nothing is asked until they are mended; there is nothing to do in this pull request.",
        renderCatalogProblems(situation.problems, context),
      ];
    case "answered":
      return renderAnswer(situation.answer, context);
    case "draft":
      return ["Nothing is asked of a draft. An `Impact:` line in the description counts already."];
    case "exempt":
      return [
        `Nothing is asked: ${explainExemption(situation.by)}. An \`Impact:\` line in the description counts all the same.`,
      ];
    case "unanswered":
      return renderQuestion(assessment, situation, context);
  }
}

function explainExemption(by: Exemption): string {
  switch (by.kind) {
    case "author":
      return `the catalog exempts the author ${showCode(by.login)}`;
    case "label":
      return `the catalog exempts the label ${showCode(by.label)}`;
    case "paths":
      return "the catalog exempts every changed file";
  }
}

/** In a public repository only its own file is spoken of: what another one says may be private. */
function renderCatalogProblems(problems: readonly Problem[], context: CheckContext): string {
  const told = problems.filter(({ severity }) => severity === "error");
  const shown = told.filter(({ file }) => isReadable(file, context));
  const lines = shown.slice(0, MOST_PROBLEMS).map(
    ({ file, line, column, message }) =>
      // The place in the form that editors jump to.
      `- ${showCode(`${file}:${line}:${column}`)}: ${escapeMarkdown(message)}`,
  );
  const more = shown.length - lines.length;
  const elsewhere = told.length - shown.length;
  return [
    ...lines,
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...(elsewhere > 0 ? [`- ${elsewhere} in a catalog that this repository builds on`] : []),
  ].join("\n");
}

function isReadable(file: string, { repositoryVisibility, repository }: CheckContext): boolean {
  return repositoryVisibility === "private" || repository === undefined || file.startsWith(`${repository}:`);
}

function renderProblems(problems: readonly AnswerProblem[]): readonly string[] {
  if (problems.length === 0) {
    return [];
  }
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ message }) => `- ${escapeMarkdown(message)}`);
  return [`**Please look again**\n\n${lines.join("\n")}`];
}

/** Addresses are the operator's own, but one bracket in them would end the link. */
function toLinkTarget(url: string): string {
  return url
    .replace(/[\s()<>\\]/gu, encodeURIComponent)
    .replace(/\(/gu, "%28")
    .replace(/\)/gu, "%29");
}

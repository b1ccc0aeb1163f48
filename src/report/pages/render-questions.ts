import type { ReportQuestion } from "../report.ts";
import type { ReportPage } from "./report-page.ts";

export function renderQuestions(page: ReportPage): readonly string[] {
  const { questions } = page.report;
  if (questions.length === 0) {
    return [page.heading("2. Questions"), page.paragraph("Nothing in this window asks for one.")];
  }
  return [
    page.heading("2. Questions"),
    page.numbered(questions.map((question) => renderQuestion(page, question))),
    page.evidence(
      questions.map((question, index) => ({ label: `question ${index + 1}`, ids: question.ids })),
    ),
  ];
}

function renderQuestion(
  page: ReportPage,
  question: ReportQuestion,
): { readonly lead: string; readonly lines: readonly string[] } {
  const lines = [
    `The other reading: ${page.text(question.opposite)}`,
    `Who could answer: ${renderTeam(page, question.team)}`,
  ];
  if (question.examples.length > 0) {
    const examples = question.examples.map((example) => `${page.id(example.id)} ${page.text(example.title)}`);
    lines.push(`For example: ${examples.join("; ")}`);
  }
  return { lead: `${page.strong(page.text(question.question))} ${page.text(question.evidence)}`, lines };
}

/** A team is named, not called: GitHub notifies nobody of what stands in a code span. */
function renderTeam(page: ReportPage, team: string): string {
  return team
    .split(" ")
    .map((word) => (word.startsWith("@") ? page.code(word) : page.text(word)))
    .join(" ");
}

import type { Answer, AnswerSource, Reference } from "../model/answer.ts";
import type { Assessment, Exemption, Situation } from "../model/assessment.ts";
import { toReferenceKey } from "../model/reference.ts";
import { cutText } from "../text/cut-text.ts";
import { showHidden } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";
import { nameMetrics } from "./render-answer.ts";

const LONGEST_WORD = 40;

/** One line that says how things stand and what to do; GitHub shows it as plain text in the list of checks. */
export function renderTitle({ situation, suggestions }: Assessment, context: CheckContext): string {
  switch (situation.kind) {
    case "no-catalog":
      return "No catalog: nothing asked";
    case "merged":
      return "Merged: nothing to do";
    case "catalog-unreadable":
      return "Catalog can't be read: nothing asked";
    case "catalog-broken": {
      const errors = situation.problems.filter(({ severity }) => severity === "error").length;
      return `Catalog has ${errors === 1 ? "1 problem" : `${errors} problems`}: nothing asked`;
    }
    case "answered":
      return `${nameAnswer(situation.answer, context)}, ${nameSource(situation.answer)}`;
    case "draft":
      return "Draft: nothing to do yet";
    case "exempt":
      return `Exempt: ${nameExemption(situation.by)}`;
    case "unanswered":
      return renderQuestion(situation, suggestions[0]?.metric);
  }
}

type Question = Extract<Situation, { kind: "unanswered" }>;

function renderQuestion({ mode, authorCanWrite }: Question, suggested: string | undefined): string {
  if (mode === "require") {
    return authorCanWrite
      ? `Add one line: Impact: ${suggested ?? "<metric>"} (or none)`
      : "Add: Impact: <metric> (or a maintainer: /impact)";
  }
  return suggested === undefined
    ? "Which number does this serve? Add: Impact: <metric> or none"
    : `Looks like ${suggested}. Wrong? Add: Impact: <metric>`;
}

type Said = Exclude<Answer, { kind: "unanswered" }>;

function nameAnswer(answer: Said, context: CheckContext): string {
  switch (answer.kind) {
    case "tags":
      return nameMetrics(
        answer.tags.map(({ metric }) => metric),
        context,
      );
    case "for":
      return answer.tags.length === 0
        ? "Not sure"
        : nameMetrics(
            answer.tags.map(({ metric }) => metric),
            context,
          );
    case "none":
      return "No metric";
    case "unsure":
      return "Not sure";
  }
}

const SAID: Readonly<Record<AnswerSource, string>> = {
  line: "said in the description",
  checklist: "said in the description",
  command: "said by command",
  button: "said by button",
  list: "said in a ticked list",
  label: "said by label",
  reference: "inherited",
  issue: "inherited from the linked issue",
};

function nameSource(answer: Said): string {
  const from = answer.kind === "for" ? answer.target : answer.from;
  return from === undefined ? SAID[answer.source] : `inherited from ${nameReference(from)}`;
}

function nameReference(reference: Reference): string {
  return cutText(showHidden(toReferenceKey(reference)), LONGEST_WORD);
}

function nameExemption(by: Exemption): string {
  switch (by.kind) {
    case "author":
      return `author ${cutText(showHidden(by.login), LONGEST_WORD)}`;
    case "label":
      return `label ${cutText(showHidden(by.label), LONGEST_WORD)}`;
    case "paths":
      return "paths";
  }
}

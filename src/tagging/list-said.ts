import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, AnswerSource, Provenance, Reference, Statement } from "../model/answer.ts";
import type { LinkedIssue, PullRequest, SaidLater } from "../model/pull-request.ts";
import { REMOVED_BY_BOT, toWrittenByBot } from "./answer-problems.ts";
import { hasChecklist } from "./parse-checklist.ts";
import { type DescriptionReading, parseDescription } from "./parse-description.ts";
import { parseLabels } from "./parse-labels.ts";
import { parseStatement } from "./parse-statement.ts";

/** One place that says something. */
export interface Said {
  readonly source: AnswerSource;
  readonly provenance: Provenance;
  readonly statement: Statement;
  readonly saidAtMs?: number;
  /** The comment whose command said it. */
  readonly commentId?: number;
  /** The linked issue that said it. */
  readonly from?: Reference;
}

export interface SaidReading {
  /** In the order of precedence. */
  readonly said: readonly Said[];
  /** What bot accounts wrote into the description: a suggestion, not an answer. */
  readonly agent?: Statement;
  readonly problems: readonly AnswerProblem[];
  /** Of what bots did to the description: worth a word where nobody answered. */
  readonly agentProblems: readonly AnswerProblem[];
}

/** Everything that people said of a pull request, the strongest place first. */
export function listSaid(pullRequest: PullRequest, vocabulary: Vocabulary): SaidReading {
  const { own, agent } = readDescription(pullRequest, vocabulary);
  const later = listSaidLater(pullRequest.saidLater, vocabulary);
  const label = parseLabels(pullRequest.labels, vocabulary);
  const agentStatement = agent.line ?? agent.checklist;
  return {
    said: [
      ...listFromDescription(own),
      ...later.said,
      ...(label.statement
        ? [{ source: "label", provenance: "declared", statement: label.statement } as const]
        : []),
      ...listFromIssues(pullRequest.linkedIssues, vocabulary),
    ],
    ...(agentStatement && { agent: agentStatement }),
    problems: [...own.problems, ...later.problems, ...label.problems],
    agentProblems: [
      ...agent.problems,
      ...(agentStatement ? [toWrittenByBot(agentStatement)] : []),
      ...(pullRequest.botWriting?.hasRemoved === true ? [REMOVED_BY_BOT] : []),
    ],
  };
}

/** What people wrote into the description, and what bots did. Where only the author is known, all is the author's. */
function readDescription(
  {
    body,
    author,
    botWriting,
  }: Pick<PullRequest, "body" | "botWriting"> & Partial<Pick<PullRequest, "author">>,
  vocabulary: Vocabulary,
): { readonly own: DescriptionReading; readonly agent: DescriptionReading } {
  const nothing: DescriptionReading = { problems: [] };
  if (botWriting === undefined || botWriting.texts.length === 0) {
    const isByBot = botWriting === undefined && author?.isBot === true;
    const all = parseDescription(body, vocabulary);
    return isByBot ? { own: nothing, agent: all } : { own: all, agent: nothing };
  }
  const ofBots = new Set(botWriting.texts);
  return {
    own: parseDescription(body, vocabulary, (text) => !ofBots.has(text)),
    agent: parseDescription(body, vocabulary, (text) => ofBots.has(text)),
  };
}

function listFromDescription({ line, checklist }: DescriptionReading): readonly Said[] {
  return [
    ...(line ? [{ source: "line", provenance: "declared", statement: line } as const] : []),
    ...(checklist ? [{ source: "checklist", provenance: "declared", statement: checklist } as const] : []),
  ];
}

/** Only the newest of command, button and list counts; of two at the same time the later one in the facts. */
function listSaidLater(
  all: readonly SaidLater[],
  vocabulary: Vocabulary,
): { readonly said: readonly Said[]; readonly problems: readonly AnswerProblem[] } {
  const readings = all
    .filter((later) => !asksForHelp(later))
    .sort((a, b) => a.saidAtMs - b.saidAtMs)
    .map((later) => ({ later, reading: readSaidLater(later, vocabulary) }));
  const newest = readings.findLast(({ reading }) => reading.statement !== undefined);
  const after = newest === undefined ? readings : readings.slice(readings.indexOf(newest));
  // Whoever corrected a command needn't hear of the first one.
  const problems = after.flatMap(({ reading }) => reading.problems);
  const statement = newest?.reading.statement;
  if (newest === undefined || statement === undefined) {
    return { said: [], problems };
  }
  const { source, saidAtMs, commentId } = newest.later;
  const provenance = source === "command" ? "declared" : "accepted";
  const origin = commentId === undefined ? {} : { commentId };
  return { said: [{ source, provenance, statement, saidAtMs, ...origin }], problems };
}

/** `/impact help`, or `/impact` alone: says nothing, and wants to know how. */
export function asksForHelp({ source, text }: SaidLater): boolean {
  return source === "command" && text === "help";
}

function readSaidLater(
  later: SaidLater,
  vocabulary: Vocabulary,
): { readonly statement?: Statement; readonly problems: readonly AnswerProblem[] } {
  if (later.source === "button") return readButton(later.text, vocabulary);
  if (later.source !== "list") {
    const { statement, problems } = parseStatement(later.text, vocabulary);
    return { ...(statement && { statement }), problems: problems.map((problem) => locate(problem, later)) };
  }
  const { checklist, problems } = hasChecklist(later.text)
    ? parseDescription(later.text, vocabulary)
    : { problems: [] };
  return { ...(checklist && { statement: checklist }), problems };
}

/**
 * A button means what our check offered, also where its metric may not be named any more. Nobody typed it, so nobody
 * is shown its words: they may be as private as the metric was.
 */
function readButton(text: string, vocabulary: Vocabulary): ReturnType<typeof readSaidLater> {
  const { statement } = parseStatement(text, vocabulary.withHidden ?? vocabulary);
  return statement === undefined ? { problems: [BUTTON_OF_NOTHING] } : { statement, problems: [] };
}

const BUTTON_OF_NOTHING: AnswerProblem = {
  code: "retired-key",
  message: "The metric that was chosen by button is not in the catalog any more: say another one.",
};

/** Whoever reads it in the check may not have written the comment: it is the command that is spoken of. */
function locate(problem: AnswerProblem, { source, commentId }: SaidLater): AnswerProblem {
  if (source !== "command") return problem;
  const message = `In the command by comment: ${problem.message}`;
  return { ...problem, message, ...(commentId === undefined ? {} : { commentId }) };
}

/** A label answers, and so does a line by someone with write access; anything else in an issue only suggests. */
function listFromIssues(issues: readonly LinkedIssue[], vocabulary: Vocabulary): readonly Said[] {
  return issues.flatMap((issue) => {
    const { labels, authorCanWrite, reference } = issue;
    const statement =
      parseLabels(labels, vocabulary).statement ??
      (authorCanWrite ? readDescription(issue, vocabulary).own.line : undefined);
    // One hop: an issue that points elsewhere says nothing by itself.
    return statement === undefined || statement.kind === "for"
      ? []
      : [{ source: "issue", provenance: "inherited", statement, from: reference } as const];
  });
}

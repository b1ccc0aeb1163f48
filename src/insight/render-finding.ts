import { joinWords } from "../tagging/answer-problems.ts";
import { cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { showCode } from "../text/show-code.ts";
import type { InsightView } from "./facts.ts";
import type {
  DecisionFinding,
  Finding,
  FocusFinding,
  GuardrailFinding,
  LearningFinding,
  UsualMetricFinding,
} from "./finding.ts";

const MOST_LISTED = 5;
const LONGEST_NAME = 60;
/** Of a question or a reply: all of it stands in the report. */
const LONGEST_QUOTE = 300;

/** One finding as a paragraph of a list: what is so, out of how many, and which changes those are. */
export function renderFinding(finding: Finding, view: InsightView): string {
  switch (finding.rule) {
    case "decision":
      return renderDecision(finding, view);
    case "learning":
      return renderLearning(finding, view);
    case "usual-metric":
      return renderUsualMetric(finding, view);
    case "focus":
      return renderFocus(finding, view);
    case "guardrail":
      return renderGuardrail(finding, view);
  }
}

/** What the lead said, in the lead's words: quoted, cut, and with nothing in it that calls or links. */
function renderDecision(finding: DecisionFinding, view: InsightView): string {
  const { about, question, text, decidedOn, place, earlier } = finding;
  const subject =
    about.kind === "metric" ? `${nameMetric(about.metric, view)}, which` : `${showCode(about.area)}, which`;
  const verb = about.kind === "metric" ? "claims" : "touches";
  const asked = escapeMarkdown(cutText(question, LONGEST_QUOTE));
  const said = escapeMarkdown(cutText(text, LONGEST_QUOTE));
  const where =
    place === undefined || view.linkBase === undefined
      ? ""
      : ` [Where it was said](${view.linkBase}/issues/${place.issue}#issuecomment-${place.comment}).`;
  const others = `${earlier} older ${agree(earlier, "decision bears", "decisions bear")} on this change too.`;
  const more = earlier === 0 ? "" : ` ${others}`;
  return `**This was decided on ${decidedOn}**, on ${subject} this change ${verb}. “${asked}” Reply: “${said}”${where}${more}`;
}

/** In the other team's words, as a decision is quoted. Who wrote it is not said: the change tells whom to ask. */
function renderLearning({ metric, text, from }: LearningFinding, view: InsightView): string {
  const words = escapeMarkdown(cutText(text, LONGEST_QUOTE));
  const name = `${from.repository}#${from.number}`;
  const where =
    view.hostLinkBase === undefined
      ? showCode(name)
      : `[${escapeMarkdown(name)}](${view.hostLinkBase}/${from.repository}/pull/${from.number})`;
  return `**Another team learned something** on ${nameMetric(metric, view)}: “${words}” (${where})`;
}

function renderUsualMetric(finding: UsualMetricFinding, view: InsightView): string {
  const { area, usual, claimed, changes, lookedAt } = finding;
  const claims = joinWords(
    claimed.map((metric) => nameMetric(metric, view)),
    "and",
  );
  return [
    `**Another number than usual here.** ${countOf(changes.length, lookedAt)} answered changes in ${showCode(area)}`,
    `claim ${nameMetric(usual, view)}, and this one claims ${claims}. That may be right: a word on why, in the`,
    `description, saves the reviewer the question. ${listChanges(finding, view)}`,
  ].join(" ");
}

function renderFocus(finding: FocusFinding, view: InsightView): string {
  const { focus, changes, lookedAt, guardrails } = finding;
  const count =
    changes.length === 0
      ? `None of the last ${lookedAt} answered changes claims it: this is the first.`
      : `${countOf(changes.length, lookedAt)} answered changes ${agree(changes.length, "claims", "claim")} it. ${listChanges(finding, view)}`;
  const guards = guardrails.map(
    ({ metric, protects }) =>
      `${nameMetric(metric, view)} (protected by ${protects === 0 ? "none" : protects} of the ${lookedAt})`,
  );
  const warning =
    guards.length === 0 ? "" : ` What must not get worse meanwhile: ${joinWords(guards, "and")}.`;
  return `${nameMetric(focus, view)} **is the focus**${describeFocus(focus, view)}. ${count}${warning}`;
}

function renderGuardrail(finding: GuardrailFinding, view: InsightView): string {
  const { guardrail, focus, changes, lookedAt, protects } = finding;
  return [
    `${nameMetric(guardrail, view)} **is a guardrail of the focus**, ${nameMetric(focus, view)}${describeFocus(focus, view)}.`,
    `Of the last ${lookedAt} answered changes ${changes.length} ${agree(changes.length, "pushes", "push")} the focus and`,
    `${protects} ${agree(protects, "protects", "protect")} the guardrail. ${listChanges(finding, view)}`,
  ].join(" ");
}

/** ` until 2027-03-31: renewals slipped` */
function describeFocus(key: string, { policy }: InsightView): string {
  const focus = policy.shownMetrics.get(key)?.focus;
  if (focus === undefined) return "";
  const why = escapeMarkdown(focus.why).replace(/[.\s]+$/u, "");
  return ` until ${focus.until}${why === "" ? "" : `: ${why}`}`;
}

/** A metric that may not be named here never gets this far; if one did, it stays unnamed. */
function nameMetric(key: string, { policy }: InsightView): string {
  const name = policy.shownMetrics.get(key)?.name;
  return name === undefined ? "a private metric" : `**${escapeMarkdown(cutText(name, LONGEST_NAME))}**`;
}

/** `([#18](...), [#15](...) and 7 more)`, newest first. */
function listChanges({ changes }: Finding, { linkBase }: InsightView): string {
  const listed = changes
    .slice(0, MOST_LISTED)
    .map((id) => (linkBase === undefined ? showCode(id) : `[${id}](${linkBase}/pull/${id.slice(1)})`));
  const more = changes.length - listed.length;
  return `(${more > 0 ? `${listed.join(", ")} and ${more} more` : joinWords(listed, "and")})`;
}

/** `All of the last 20`, `9 of the last 11` */
function countOf(count: number, lookedAt: number): string {
  return `${count === lookedAt ? "All" : count} of the last ${lookedAt}`;
}

function agree(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

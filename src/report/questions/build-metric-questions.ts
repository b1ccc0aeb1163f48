import { findTeamOfMetric } from "./find-team.ts";
import type { Candidate, QuestionFacts } from "./question-facts.ts";

/** Asked where the focus is claimed less than something else. */
export function buildFocusQuestion(facts: QuestionFacts): Candidate | undefined {
  const { focus, most } = facts.intent;
  const behind = focus.find((candidate) => candidate.changes < (most?.changes ?? 0));
  if (
    behind === undefined ||
    most === null ||
    focus.some((candidate) => most.metrics.includes(candidate.metric))
  ) {
    return undefined;
  }
  const names = most.metrics.map(facts.context.toMetricName).join(" and ");
  return {
    code: "focus-behind",
    question: `Is ${behind.name} still the focus?`,
    metrics: [behind.metric],
    areas: [],
    evidence: `${behind.changes} of ${facts.answered} answered changes claim it, ${most.changes} claim ${names}.`,
    opposite:
      behind.through > 0
        ? `${behind.through} more claim a metric that leads to it, so the work may serve it on the way.`
        : "What serves it may not be code, or may not have landed yet.",
    team: findTeamOfMetric(facts.context, behind.metric),
    ids: facts.context.tally.metrics.get(most.metrics[0] ?? "")?.ids ?? [],
  };
}

/** Asked of the most claimed metric with a guardrail that no change says it protects. */
export function buildGuardrailQuestion(facts: QuestionFacts): Candidate | undefined {
  for (const metric of facts.metrics) {
    const guardrail = metric.guardrails.find((candidate) => candidate.protects === 0);
    if (guardrail !== undefined && metric.changes >= facts.context.catalog.thresholds.fewChanges) {
      return {
        code: "guardrail-unprotected",
        question: `Who watches ${guardrail.name} while ${metric.name} is pushed?`,
        metrics: [guardrail.metric, metric.metric],
        areas: [],
        evidence: `${metric.changes} changes claim ${metric.name}, 0 protect its guardrail ${guardrail.name}.`,
        opposite: "It may be safe by tests and alerts that no change mentions.",
        team: findTeamOfMetric(facts.context, guardrail.metric),
        ids: metric.ids,
      };
    }
  }
  return undefined;
}

/** Asked of the first outcome that nothing claims, directly or through `drives`. */
export function buildUnclaimedQuestion(facts: QuestionFacts): Candidate | undefined {
  const outcome = facts.outcomes.find((candidate) => candidate.changes === 0);
  if (outcome === undefined) {
    return undefined;
  }
  return {
    code: "outcome-unclaimed",
    question: `Does nothing here serve ${outcome.name}?`,
    metrics: [outcome.metric],
    areas: [],
    evidence: `0 of ${facts.answered} answered changes claim it or a metric that leads to it.`,
    opposite: "Another repository may serve it, or the catalog may lack the link.",
    team: findTeamOfMetric(facts.context, outcome.metric),
    ids: [],
  };
}

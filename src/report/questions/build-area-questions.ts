import type { BlindSpot } from "../report.ts";
import { findTeamOfArea, findTeamOfMetric } from "./find-team.ts";
import type { Candidate, QuestionFacts } from "./question-facts.ts";

/** `strongest`: of the blind spots of one kind the one with most changes behind it; tie: the first. */
function findStrongest<Kind extends BlindSpot["kind"]>(
  facts: QuestionFacts,
  kind: Kind,
): (Extract<BlindSpot, { kind: Kind }> & { readonly ids: readonly string[] }) | undefined {
  let strongest: (Extract<BlindSpot, { kind: Kind }> & { readonly ids: readonly string[] }) | undefined;
  for (const spot of facts.blindSpots) {
    if (isOfKind(spot, kind) && spot.ids.length > (strongest?.ids.length ?? 0)) {
      strongest = spot;
    }
  }
  return strongest;
}

function isOfKind<Kind extends BlindSpot["kind"]>(
  spot: BlindSpot,
  kind: Kind,
): spot is Extract<BlindSpot, { kind: Kind }> & { readonly ids: readonly string[] } {
  return spot.kind === kind && "ids" in spot;
}

export function buildUnexplainedQuestion(facts: QuestionFacts): Candidate | undefined {
  const spot = findStrongest(facts, "area-unexplained");
  if (spot === undefined) {
    return undefined;
  }
  const name = facts.context.toAreaName(spot.area);
  return {
    code: "area-unexplained",
    question: `What are the changes in ${name} for?`,
    metrics: [],
    areas: [spot.area],
    evidence: `${name}: ${spot.asked} changes asked, ${spot.answered} said why.`,
    opposite:
      "The purpose may be clear to those who do the work, and only a metric for it is missing in the catalog.",
    team: findTeamOfArea(facts.context, spot.area),
    ids: spot.ids,
  };
}

export function buildVanishedQuestion(facts: QuestionFacts): Candidate | undefined {
  const spot = findStrongest(facts, "link-vanished");
  if (spot === undefined) {
    return undefined;
  }
  const area = facts.context.toAreaName(spot.area);
  const metric = facts.context.toMetricName(spot.metric);
  return {
    code: "link-vanished",
    question: `Is the work of ${area} on ${metric} done, or was it dropped?`,
    metrics: [spot.metric],
    areas: [spot.area],
    evidence: `${area}: ${spot.before} of ${spot.changesBefore} changes claimed ${metric} in the window before, 0 of ${spot.changes} now.`,
    opposite: "The goal may be reached, and the silence good news.",
    team: findTeamOfMetric(facts.context, spot.metric),
    ids: spot.ids,
  };
}

export function buildDifferingQuestion(facts: QuestionFacts): Candidate | undefined {
  const spot = findStrongest(facts, "area-differs");
  if (spot === undefined) {
    return undefined;
  }
  const { toAreaName, toMetricName } = facts.context;
  const configured = spot.configured.length > 0 ? spot.configured.map(toMetricName).join(", ") : "no metric";
  return {
    code: "area-differs",
    question: `Has the purpose of ${toAreaName(spot.area)} changed, or is the catalog out of date?`,
    metrics: [],
    areas: [spot.area],
    evidence: `${toAreaName(spot.area)}: ${spot.changes} changes claim ${toMetricName(spot.metric)}; the catalog lists ${configured}.`,
    opposite: "It may be one piece of work that ends soon.",
    team: findTeamOfArea(facts.context, spot.area),
    ids: spot.ids,
  };
}

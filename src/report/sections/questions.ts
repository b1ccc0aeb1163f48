import { toExamples } from "../figures.ts";
import type { ReportPage } from "../pages/report-page.ts";
import type { BlindSpot, Report, ReportContext, ReportQuestion } from "../report.ts";

const MOST_QUESTIONS = 3;

/** The first three rules that have something to ask, each its strongest case. The order is the weight. */
const RULES: readonly ((facts: QuestionFacts) => Candidate | undefined)[] = [
  buildFocusQuestion,
  buildUnexplainedQuestion,
  buildVanishedQuestion,
  buildGuardrailQuestion,
  buildDifferingQuestion,
  buildUnclaimedQuestion,
];

export function buildQuestions(facts: QuestionFacts): readonly ReportQuestion[] {
  const candidates = RULES.map((rule) => rule(facts)).filter((candidate) => candidate !== undefined);
  return candidates.slice(0, MOST_QUESTIONS).map(({ ids, ...question }) => ({
    ...question,
    examples: listExamples(facts, ids),
    ids,
  }));
}

function listExamples({ context }: QuestionFacts, ids: readonly string[]): ReportQuestion["examples"] {
  const { tally, previous } = context;
  const examples = toExamples(tally.changes, ids);
  // A vanished link's changes are those of the window before.
  return examples.length > 0 || previous === undefined ? examples : toExamples(previous.changes, ids);
}

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

function buildUnexplainedQuestion(facts: QuestionFacts): Candidate | undefined {
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

function buildVanishedQuestion(facts: QuestionFacts): Candidate | undefined {
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

function buildDifferingQuestion(facts: QuestionFacts): Candidate | undefined {
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

/** Asked where the focus is claimed less than something else. */
function buildFocusQuestion(facts: QuestionFacts): Candidate | undefined {
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
function buildGuardrailQuestion(facts: QuestionFacts): Candidate | undefined {
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
function buildUnclaimedQuestion(facts: QuestionFacts): Candidate | undefined {
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

/** Who could answer for a metric: its owner, and who outside engineering lives by the number. Never a person. */
function findTeamOfMetric(context: ReportContext, key: string): string {
  const metric = context.catalog.metrics.find((candidate) => candidate.key === key);
  const teams = [metric?.owner, metric?.partner].filter((team) => team !== undefined);
  return teams.length > 0 ? teams.join(" with ") : `whoever looks after ${context.toMetricName(key)}`;
}

/** Who could answer for an area: the owner of the first of its metrics that has one. */
function findTeamOfArea(context: ReportContext, key: string): string {
  const area = context.catalog.areas.find((candidate) => candidate.key === key);
  const owned = area?.metrics.find((metric) =>
    context.catalog.metrics.some((candidate) => candidate.key === metric && candidate.owner !== undefined),
  );
  return owned === undefined
    ? `the team that works in ${context.toAreaName(key)}`
    : findTeamOfMetric(context, owned);
}

/** What a question is asked from: the sections that are already built. */
interface QuestionFacts {
  readonly context: ReportContext;
  readonly intent: Omit<Report["intent"], "sentence">;
  readonly answered: number;
  readonly metrics: Report["metrics"];
  readonly outcomes: Report["outcomes"];
  readonly blindSpots: Report["blindSpots"];
}

/** A question without its examples, which are looked up once it is among the three. */
type Candidate = Omit<ReportQuestion, "examples">;

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

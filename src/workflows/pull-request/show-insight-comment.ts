import { FEWEST_ANSWERED, type InsightFacts } from "../../insight/facts.ts";
import type { Finding } from "../../insight/finding.ts";
import { listFindings } from "../../insight/list-findings.ts";
import { type InsightContent, renderInsightComment } from "../../insight/render-insight-comment.ts";
import { listShownDecisions } from "../../insight/rules/assess-decision.ts";
import { toLiveClaims } from "../../insight/rules/assess-guardrail.ts";
import { listAnsweredChanges } from "../../insight/rules/assess-usual-metric.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import { toChangeAnswer } from "../../tagging/assess-landed-pull-request.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import { toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { StoredInsight } from "../ports/insight-store.ts";
import { applyInsightComment, parseSeenInsight, type SeenInsight } from "./apply-insight-comment.ts";
import { listOfferedLearnings } from "./list-offered-learnings.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { markComment } from "./withdraw.ts";

/** Landed changes that are read: as many as suggestions learn from. */
const MOST_CHANGES = 2_000;

/** What one pull request says itself. */
type OwnFacts = Omit<InsightFacts, "answered" | "decisions" | "learnings">;

interface InsightRequest {
  readonly facts: PullRequest;
  readonly assessment: Assessment;
  readonly voice: "asked" | "unasked";
}

/** Never on a bot's pull request, nor on one that is closed or merged, nor without a catalog. */
export function mayShowInsight({ state, effective }: Pick<PullRequestLook, "state" | "effective">): boolean {
  return effective.policy !== undefined && state.status === "open" && !state.author.isBot;
}

/**
 * The one insight comment of a pull request. It is thought over when somebody asks, and when what the pull request
 * claims or touches, or the catalog, changes: what lands elsewhere rewrites nothing.
 */
export async function showInsightComment(look: PullRequestLook, request: InsightRequest): Promise<void> {
  const { context, repository, state } = look;
  const { policy } = look.effective;
  if (policy === undefined || !mayShowInsight(look)) return;
  const known = await context.store.findComment(repository.id, state.number, "insight");
  const seen = known === undefined ? undefined : parseSeenInsight(known.shown);
  const speaker = toSpeaker(policy, request.voice, seen);
  if (speaker === undefined) return;
  const own = toOwnFacts(look, policy, request);
  // One that back-fill found is left as it is until there is something to say.
  const isStanding = known?.commentId !== undefined && seen?.trigger !== "found";
  const isQuiet = speaker !== "asked" && !isStanding;
  // A draft is not read by others yet, and without a claim no rule has something to compare.
  if (isQuiet && (state.isDraft || own.claims.length === 0)) return;
  // Who reads it decides what may be said.
  const reason = [policy.version, repository.visibility, speaker];
  const basis = context.hash(JSON.stringify([...reason, ...listBasis(own)]));
  if (request.voice === "unasked" && seen?.basis === basis) return;
  const changes = await context.store.listRecentChanges(repository.id, MOST_CHANGES);
  const answered = listAnsweredChanges(changes, policy);
  const decisions = await listDecisions(look, policy);
  const learnings = await listOfferedLearnings(look, policy, own.claims);
  const facts: InsightFacts = { ...own, answered, decisions, learnings };
  const findings = await chooseFindings(look, facts, speaker);
  const trigger = speaker === "asked" ? "asked" : "unasked";
  const content = {
    findings,
    voice: trigger,
    says: toSays(own, request.assessment),
    answered: facts.answered.length,
  } as const;
  const isSilent = isQuiet && findings.length === 0;
  const body = isSilent
    ? undefined
    : markComment(renderInsightComment(content, toView(look, policy)), repository);
  await applyInsightComment(look, { known, trigger, voice: request.voice, basis, body });
}

async function listDecisions(
  { context, repository }: PullRequestLook,
  policy: Policy,
): Promise<InsightFacts["decisions"]> {
  const decisions = await context.store.listDecisions(repository.id);
  if (decisions.length === 0) return [];
  const issue = (await context.store.findReportIssue(repository.id))?.number;
  const said = decisions.map(({ saidAtMs, commentId: comment, ...decision }) => ({
    ...decision,
    decidedOn: toDay(saidAtMs),
    place: issue === undefined ? undefined : { issue, comment },
  }));
  return listShownDecisions(said, policy, toMetricVisibility(repository));
}

/** UTC day, `YYYY-MM-DD`. */
function toDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, "YYYY-MM-DD".length);
}

/** Undefined: nobody wants to hear anything. */
function toSpeaker(
  { catalog }: Policy,
  voice: InsightRequest["voice"],
  seen: SeenInsight | undefined,
): Speaker | undefined {
  if (voice === "asked" || seen?.trigger === "asked") return "asked";
  const { comment } = catalog.insight;
  return comment === "off" || seen?.trigger === "deleted" ? undefined : comment;
}

function toOwnFacts(
  { context }: PullRequestLook,
  policy: Policy,
  { facts, assessment }: InsightRequest,
): OwnFacts {
  const answer = toChangeAnswer(assessment.answer);
  return {
    policy,
    today: toDay(context.now()),
    areas: policy.areas.matchAreas(facts.paths).areas,
    claims: answer.kind === "tags" ? toLiveClaims(answer.tags, policy) : [],
  };
}

function toSays({ claims }: Pick<InsightFacts, "claims">, { answer }: Assessment): InsightContent["says"] {
  if (claims.length > 0) return "a metric";
  return answer.kind === "unanswered" ? "nothing" : "no metric";
}

/** A reason that is reworded or one more file in an area is no news. */
function listBasis({ claims, areas }: OwnFacts): readonly unknown[] {
  const said = claims.map(({ metric, effect, provenance }) => [metric, effect, provenance]);
  return [said, areas.map(({ area }) => area)];
}

function toView({ context, repository }: PullRequestLook, policy: Policy) {
  const { privacyUrl, quietLinkBase } = context;
  if (quietLinkBase === undefined) return { policy, privacyUrl };
  const linkBase = `${quietLinkBase}/${repository.owner}/${repository.name}`;
  return { policy, privacyUrl, linkBase, hostLinkBase: quietLinkBase };
}

/** In one comment. */
const MOST_FINDINGS = 3;

/**
 * `asked` by a person; `always` where a rule has something to say; `auto`: so too, but from 20 answered changes on, and
 * each rule once a month in the repository.
 */
type Speaker = "asked" | "always" | "auto";

/** What is said on this pull request: at most three findings, the strongest first. */
async function chooseFindings(
  look: PullRequestLook,
  facts: InsightFacts,
  speaker: Speaker,
): Promise<readonly Finding[]> {
  if (speaker !== "auto") return listFindings(facts).slice(0, MOST_FINDINGS);
  if (facts.answered.length < FEWEST_ANSWERED) return [];
  const month = facts.today.slice(0, "YYYY-MM".length);
  const findings = await listFree(look, listFindings(facts), month);
  const chosen = findings.slice(0, MOST_FINDINGS);
  if (chosen.length === 0) return [];
  const { repository, state } = look;
  const insights = chosen.map(({ rule }) => ({
    repositoryId: repository.id,
    rule,
    month,
    number: state.number,
  }));
  await saveUnderClaim(look, { insights });
  // Read again: another pull request that was looked at meanwhile may have been first.
  return listFree(look, chosen, month);
}

/** Findings whose rule said nothing elsewhere this month, or spoke here before: what stands is not taken back. */
async function listFree(
  { context, repository, state: { number } }: PullRequestLook,
  findings: readonly Finding[],
  month: string,
): Promise<readonly Finding[]> {
  const said = await context.store.listInsights(repository.id, { month, number });
  const isOf = (one: StoredInsight, finding: Finding): boolean => one.rule === finding.rule;
  return findings.filter(
    (finding) =>
      said.some((one) => isOf(one, finding) && one.number === number) ||
      !said.some((one) => isOf(one, finding) && one.month === month),
  );
}

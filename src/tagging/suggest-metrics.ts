import type { Claim } from "../model/answer.ts";
import type { Suggestion } from "../model/assessment.ts";
import type { LinkedIssue } from "../model/pull-request.ts";
import type { ClaimHistory } from "./claim-history.ts";
import type { Policy } from "./compile-policy.ts";
import { listHistoryEvidence } from "./list-history-evidence.ts";
import { listIssueEvidence } from "./list-issue-evidence.ts";
import { listPathEvidence } from "./list-path-evidence.ts";
import { listKeywordEvidence, listLabelEvidence } from "./list-word-evidence.ts";
import { type Evidence, type RankedMetric, rankEvidence } from "./rank-evidence.ts";

/** What suggestions are made from. */
export interface SuggestionFacts {
  readonly title: string;
  readonly branch?: string;
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly linkedIssues: readonly LinkedIssue[];
  /** What a line by a bot account claims: a coding agent's word, until a person confirms it. */
  readonly agentClaims: readonly Claim[];
}

const MOST_SUGGESTIONS = 3;
/** Under this the first suggestion is wrong more often than right, and none is better. */
const LEAST_SURENESS_OF_FIRST = 0.25;
/** Under this a further one is noise to its reader: one of thirty is right. */
const LEAST_SURENESS = 0.03;
const AGENT_SURENESS = 0.9;

/**
 * At most three metrics, the surest first, each with the reason to show. Reasons are Markdown, escaped. The same
 * facts give the same suggestions; nothing is learned from silence.
 */
export function suggestMetrics(
  facts: SuggestionFacts,
  policy: Policy,
  history: ClaimHistory,
): readonly Suggestion[] {
  return pickMetrics(facts, policy, history).map(({ metric, shown, sureness }) => ({
    metric,
    reason: shown.renderReason(),
    source: shown.source,
    sureness,
  }));
}

/** The metric that `suggestMetrics` has first, without a word of why. */
export function guessMetric(
  facts: SuggestionFacts,
  policy: Policy,
  history: ClaimHistory,
): string | undefined {
  return pickMetrics(facts, policy, history)[0]?.metric;
}

function pickMetrics(facts: SuggestionFacts, policy: Policy, history: ClaimHistory): readonly RankedMetric[] {
  const evidence = [
    ...listIssueEvidence(facts.linkedIssues, policy),
    ...listPathEvidence(facts.paths, policy),
    ...listLabelEvidence(facts.labels, policy),
    ...listKeywordEvidence(facts, policy),
    ...listHistoryEvidence(facts, policy, history),
    ...facts.agentClaims.map(toAgentEvidence),
  ].filter(({ metric }) => policy.shownMetrics.has(metric));
  const ranked = rankEvidence(evidence, policy).filter(({ sureness }) => sureness >= LEAST_SURENESS);
  const isSure = (ranked[0]?.sureness ?? 0) >= LEAST_SURENESS_OF_FIRST;
  return isSure ? pickThree(ranked) : [];
}

function toAgentEvidence({ metric }: Claim): Evidence {
  return {
    metric,
    source: "agent",
    renderReason: () => "the agent says so in the description",
    sureness: AGENT_SURENESS,
  };
}

/** The surest of each area first, so that a change of two areas is offered both; then the surest of the rest. */
function pickThree(ranked: readonly RankedMetric[]): readonly RankedMetric[] {
  if (ranked.length === 1) {
    return ranked;
  }
  const covered = new Set<string>();
  const ofNewAreas = ranked.filter(({ areas }) => {
    const isNew = areas.length === 0 || areas.some((area) => !covered.has(area));
    for (const area of areas) {
      covered.add(area);
    }
    return isNew;
  });
  const picked = [...new Set([...ofNewAreas, ...ranked])].slice(0, MOST_SUGGESTIONS);
  return ranked.filter((metric) => picked.includes(metric));
}

/** The pull request by GitHub's numeric ids, so that a rename changes nothing. */
interface BlindSubject {
  readonly repositoryId: number;
  readonly number: number;
}

/**
 * True for the share of pull requests that get no suggestion. A stable hash decides, so that each look at the same
 * pull request comes to the same, and a larger share only adds to a smaller one.
 *
 * @param share 0 to 1 (`prompt.blind`).
 */
export function isBlind(subject: BlindSubject, share: number): boolean {
  return hash(`${subject.repositoryId}/${subject.number}`) / 2 ** 32 < share;
}

/** FNV-1a with the finalizer of MurmurHash3: numbers that follow one another land far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

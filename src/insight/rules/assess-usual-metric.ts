import type { AssessedChange } from "../../model/change.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { AnsweredChange, InsightFacts } from "../facts.ts";
import { toStrength, type UsualMetricFinding } from "../finding.ts";
import { listLiveFocuses } from "./assess-focus.ts";
import { toLiveClaims } from "./assess-guardrail.ts";

/** Answered changes of an area that are looked at: what a team does now, not what it did years ago. */
const MOST_CHANGES = 20;
/** Fewer say nothing about a habit. */
const FEWEST_CHANGES = 5;
/** What at least this share of them claims is the usual metric. */
const USUAL_SHARE = 0.6;
/** What at most this share of them claims is unusual. */
const UNUSUAL_SHARE = 0.2;

/**
 * The area's usual metric differs: most of its answered changes claim another metric than this one does. Quiet where
 * the catalog gives the claimed metric to the area, where it is the focus (nobody is asked why they follow it), where it
 * only protects something (that goes beside any usual metric), and where the claim is inherited, because its author
 * said nothing of these paths.
 */
export function assessUsualMetric(facts: InsightFacts): UsualMetricFinding | undefined {
  const { policy, claims } = facts;
  const spoken = claims.filter(
    ({ effect, provenance }) => effect !== "protects" && provenance !== "inherited",
  );
  const claimed = spoken.map(({ metric }) => metric);
  if (claimed.length === 0 || !claimed.every((metric) => policy.shownMetrics.has(metric))) return undefined;
  if (listLiveFocuses(facts).some(({ key }) => claimed.includes(key))) return undefined;
  const found = listMainAreas(facts).flatMap((area) => assessArea(facts, { area, claimed }) ?? []);
  return found.toSorted((a, b) => b.strength - a.strength)[0];
}

/** The areas with most of the paths: a change that brushes another area is not about it. Of many, the first. */
function listMainAreas({ areas }: InsightFacts): readonly string[] {
  return areas.filter(({ paths }) => paths === areas[0]?.paths).map(({ area }) => area);
}

function assessArea(
  facts: InsightFacts,
  { area, claimed }: { readonly area: string; readonly claimed: readonly string[] },
): UsualMetricFinding | undefined {
  const { policy } = facts;
  const configured = policy.areasByKey.get(area)?.metrics ?? [];
  if (claimed.some((metric) => configured.includes(metric))) return undefined;
  const recent = listRecent(facts, area);
  if (recent.length < FEWEST_CHANGES) return undefined;
  const listClaiming = (metric: string): readonly AnsweredChange[] =>
    recent.filter(({ claims }) => claims.some((claim) => claim.metric === metric));
  if (claimed.some((metric) => listClaiming(metric).length > UNUSUAL_SHARE * recent.length)) return undefined;
  // Keys stand in catalog order and the sort is stable: of two usual metrics the first of the catalog speaks.
  const [usual] = [...policy.shownMetrics.keys()]
    .map((metric) => ({ metric, changes: listClaiming(metric) }))
    .toSorted((a, b) => b.changes.length - a.changes.length);
  if (usual === undefined || usual.changes.length < USUAL_SHARE * recent.length) return undefined;
  return {
    rule: "usual-metric",
    strength: toStrength(usual.changes.length, recent.length),
    lookedAt: recent.length,
    changes: usual.changes.map(({ id }) => id),
    area,
    usual: usual.metric,
    claimed,
  };
}

/** By today's areas, whatever they were when the change landed. */
function listRecent({ policy, answered }: InsightFacts, area: string): readonly AnsweredChange[] {
  const recent: AnsweredChange[] = [];
  for (const change of answered) {
    if (recent.length === MOST_CHANGES) break;
    if (policy.areas.matchAreas(change.paths).areas.some((matched) => matched.area === area)) {
      recent.push(change);
    }
  }
  return recent;
}

/**
 * The changes that were asked and answered, newest first, under today's keys: a renamed metric counts under its new
 * key, a retired one not at all.
 *
 * @param changes Oldest first.
 */
export function listAnsweredChanges(
  changes: readonly AssessedChange[],
  policy: Policy,
): readonly AnsweredChange[] {
  return changes
    .filter(({ asked, answer }) => asked && answer.kind !== "unanswered")
    .map(({ id, paths, answer }) => ({
      id,
      paths,
      claims: answer.kind === "tags" ? toLiveClaims(answer.tags, policy) : [],
    }))
    .reverse();
}

import { EFFECTS } from "../../model/answer.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { CheckRecord } from "../../model/check-record.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import { parseStatement } from "../../tagging/parse-statement.ts";
import type { StoredStatement } from "../ports/service-store.ts";
import { openSealedMetrics, type Seal, sealMetric } from "./seal-metric.ts";

export interface RecordFacts {
  readonly number: number;
  readonly assessment: Assessment;
  readonly policy: Policy;
  readonly statements: readonly StoredStatement[];
  /** What the pull request's check said last, on whichever head. */
  readonly before: CheckRecord | undefined;
  readonly seal: Seal;
}

/** What the check carries hidden, so that the store can be thrown away. Names nothing that its readers may not see. */
export function buildCheckRecord(facts: RecordFacts): CheckRecord {
  const { number, assessment, policy, statements, before, seal } = facts;
  const pressed = statements
    .filter(({ source, accepted }) => source === "button" && accepted)
    .toSorted((a, b) => a.saidAtMs - b.saidAtMs)
    .at(-1);
  return {
    version: 1,
    number,
    ...(pressed === undefined ? {} : { button: toButton(pressed, policy, seal) }),
    ...toSuggested(assessment, policy, before),
    catalogVersion: policy.version,
  };
}

/** What was suggested when the check asked last stays beside the answer: what would be suggested now nobody saw. */
function toSuggested(
  assessment: Assessment,
  { shownMetrics }: Policy,
  before: CheckRecord | undefined,
): Pick<CheckRecord, "suggestions" | "blind" | "shown"> {
  const asks = assessment.situation.kind === "unanswered";
  const { suggestions, blind } = !asks && before?.shown ? before : assessment;
  const shown = before?.shown ?? (asks && (blind || suggestions.length > 0));
  return {
    suggestions: suggestions
      .filter(({ metric }) => shownMetrics.has(metric))
      .map(({ metric, reason, source }) => ({ metric, reason, source })),
    blind,
    ...(shown ? { shown } : {}),
  };
}

function toButton(
  { text, actorId, saidAtMs }: StoredStatement,
  policy: Policy,
  seal: Seal,
): NonNullable<CheckRecord["button"]> {
  const who = { actorId, saidAtMs };
  if (text === "none" || text === "unsure") return { identifier: text, claims: [], ...who };
  const { statement } = parseStatement(
    openSealedMetrics(text, policy, seal),
    policy.vocabulary.withHidden ?? policy.vocabulary,
  );
  // A metric that was retired since is kept by its word: a later `was` may bring it back.
  const claims =
    statement?.kind === "tags"
      ? statement.claims
      : [{ metric: text.split(" ").at(-1) ?? text, effect: EFFECTS[0] }];
  return {
    identifier: "yes",
    claims: claims.map(({ metric, effect }) => ({ metric: toMetricWord(metric, policy, seal), effect })),
    ...who,
  };
}

/** A word that is no live key, a retired one above all, may be as private as the metric was. */
function toMetricWord(metric: string, { repositoryVisibility, shownMetrics }: Policy, seal: Seal): string {
  return repositoryVisibility === "private" || shownMetrics.has(metric) ? metric : sealMetric(metric, seal);
}

import { hashContent } from "../../catalog/hash-content.ts";
import { EFFECTS } from "../../model/answer.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { CheckRecord } from "../../model/check.ts";
import type { Repository } from "../../model/repository.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import { parseStatement } from "../../tagging/parse-statement.ts";
import type { StoredStatement } from "../ports/service-store.ts";
import type { LookContext } from "../service-context.ts";

interface RecordFacts {
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

/**
 * What a check that says nothing by a catalog carries on of the one before: a button's answer stands nowhere else.
 * Without a catalog nobody knows which metrics are public, so where more than the few can read none is named, and
 * nothing is carried that was suggested to them.
 */
export function carryCheckRecord(record: CheckRecord, repository: Repository, seal: Seal): CheckRecord {
  if (repository.visibility === "private") return record;
  const { button } = record;
  return {
    ...record,
    ...(button === undefined
      ? {}
      : {
          button: {
            ...button,
            claims: button.claims.map((claim) => ({ ...claim, metric: sealMetric(claim.metric, seal) })),
          },
        }),
    suggestions: [],
    // Of no catalog: with the next one suggestions are made anew.
    catalogVersion: "",
  };
}

/** No key of a catalog can begin like it: keys have no colon. */
const SEAL = "sealed:";
const SEALED = /sealed:[0-9a-f]{16}/gu;

type Seal = LookContext["seal"];

/**
 * A metric's key in a form that says nothing to whoever does not have the app's secret, not even to somebody who tries
 * likely keys: a public repository's check may carry it where the key itself is private. Sealing twice is sealing once.
 */
function sealMetric(key: string, seal: Seal): string {
  return key.startsWith(SEAL) ? key : `${SEAL}${seal(key).slice(0, 16)}`;
}

/**
 * The text with each sealed key replaced by the metric of the catalog that it stands for, where there is one. Only for
 * what a check of ours carried: in the words of a person it would tell them whether they guessed a key.
 */
export function openSealedMetrics(text: string, { catalog }: Policy, seal: Seal): string {
  if (!text.includes(SEAL)) return text;
  const keys = catalog.metrics.flatMap(({ key, was }) => [key, ...was]);
  return text.replace(
    SEALED,
    (sealed) =>
      // Former versions sealed without a secret; what they wrote is sealed anew when the check is next written.
      keys.find((key) => [sealMetric(key, seal), `${SEAL}${hashContent(key)}`].includes(sealed)) ?? sealed,
  );
}

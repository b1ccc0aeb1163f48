import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import type { AnsweredChange, InsightFacts } from "../../src/insight/facts.ts";
import { toLiveClaims } from "../../src/insight/rules/assess-guardrail.ts";
import type { Effect, Tag } from "../../src/model/answer.ts";
import type { Visibility } from "../../src/model/catalog.ts";
import { compilePolicy, type Policy } from "../../src/tagging/compile-policy.ts";

export const CATALOG_TEXT = `version: 1
metrics:
  net-revenue-retention:
    name: Net revenue retention
    kind: revenue
    better: up
    visibility: public
    focus: { until: 2027-03-31, why: renewals slipped }
    guardrails: [refund-rate, deal-velocity]
  checkout-conversion:
    { name: Checkout conversion, kind: customer, better: up, drives: [net-revenue-retention], visibility: public }
  refund-rate:
    { name: Refund rate, kind: customer, better: down, drives: [net-revenue-retention], was: [refunds], visibility: public }
  deal-velocity: { name: Deal velocity, kind: revenue, better: up, visibility: private }
areas:
  checkout: { paths: ["services/checkout/**"], metrics: [checkout-conversion] }
  refunds: { paths: ["services/refunds/**"], metrics: [refund-rate] }
  billing: { paths: ["services/billing/**"] }
`;

export function policyOf(visibility: Visibility = "private", text = CATALOG_TEXT): Policy {
  const { catalog, problems } = buildCatalog([
    { layer: "repository", text, file: "acme/shop:throughline.yml" },
  ]);
  if (catalog === undefined) throw new Error(JSON.stringify(problems));
  return compilePolicy(catalog, visibility);
}

/** `protects refund-rate` or `checkout-conversion`. */
export function tagOf(said: string, more: Partial<Tag> = {}): Tag {
  const [first = "", second] = said.split(" ");
  const effect = second === undefined ? "moves" : (first as Effect);
  return { metric: second ?? first, effect, provenance: "declared", source: "line", ...more };
}

/** `count` landed changes in a folder that all say the same. */
export interface Said {
  readonly count: number;
  readonly folder?: string;
  /** None: `none`. */
  readonly claims?: readonly string[];
}

/** Facts of a change in `services/checkout` to which others were said before, the last of `said` most lately. */
export function factsOf(
  claims: readonly string[],
  said: readonly Said[],
  more: Partial<InsightFacts> = {},
): InsightFacts {
  const policy = more.policy ?? policyOf();
  const answered = said
    .flatMap(({ count, folder = "services/checkout", claims: told = [] }) =>
      Array.from({ length: count }, () => ({ paths: [`${folder}/a.ts`], told })),
    )
    .map(
      ({ paths, told }, index): AnsweredChange => ({
        id: `#${index + 1}`,
        paths,
        claims: toLiveClaims(
          told.map((each) => tagOf(each)),
          policy,
        ),
      }),
    )
    .reverse();
  return {
    policy,
    today: "2026-11-23",
    areas: [{ area: "checkout", paths: 3 }],
    claims: toLiveClaims(
      claims.map((each) => tagOf(each)),
      policy,
    ),
    answered,
    decisions: [],
    learnings: [],
    ...more,
  };
}

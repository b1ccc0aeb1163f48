import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { Change } from "../../src/model/change.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";

const CATALOG_TEXT = `version: 1
metrics:
  net-revenue-retention: { name: Net revenue retention, kind: revenue, better: up, visibility: public }
  checkout-conversion:
    name: Checkout conversion
    kind: customer
    better: up
    drives: [net-revenue-retention]
    keywords: [checkout, gift card]
    labels: ["area: checkout"]
    visibility: public
  refund-rate:
    { name: Refund rate, kind: customer, better: down, drives: [net-revenue-retention], was: [refunds], visibility: public }
  deal-velocity: { name: Deal velocity, kind: revenue, better: up, visibility: private }
areas:
  checkout: { paths: ["services/checkout/**"], metrics: [checkout-conversion] }
  refunds: { paths: ["services/refunds/**"], metrics: [refund-rate] }
prompt:
  mode: advise
  exempt: { authors: ["renovate[bot]"], labels: [skip-throughline], paths: ["docs/**", "**/*.md"] }
`;

function catalogOf(text: string = CATALOG_TEXT): Catalog {
  const { catalog, problems } = buildCatalog([
    { layer: "repository", text, file: "acme/shop:.github/throughline.yml" },
  ]);
  if (catalog === undefined) {
    throw new Error(JSON.stringify(problems));
  }
  return catalog;
}

export const CATALOG: Catalog = catalogOf();
export const REQUIRING: Catalog = catalogOf(CATALOG_TEXT.replace("mode: advise", "mode: require"));

export function pullRequestOf(facts: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    title: "Change things",
    body: "",
    author: { login: "octocat", isBot: false },
    authorCanWrite: true,
    isDraft: false,
    isMerged: false,
    labels: [],
    paths: ["lib/a.ts"],
    saidLater: [],
    linkedIssues: [],
    references: new Map(),
    ...facts,
  };
}

export function changeOf(facts: Partial<Change> = {}): Change {
  return {
    sha: "0123456789abcdef0123456789abcdef01234567",
    title: "Change things",
    body: "",
    author: "Octo Cat <octo@example.org>",
    landedAtMs: 0,
    paths: ["lib/a.ts"],
    labels: [],
    ...facts,
  };
}

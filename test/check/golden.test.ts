import { describe, expect, it } from "vitest";
import { MERGE_QUEUE_CHECK, renderCheck } from "../../src/check/render-check.ts";
import type { CatalogState } from "../../src/model/assessment.ts";
import type { Visibility } from "../../src/model/catalog.ts";
import type { CheckOutput } from "../../src/model/check.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { assessPullRequest } from "../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { CATALOG, pullRequestOf, REQUIRING } from "../tagging/build-facts.ts";
import { renderForReview } from "./render-for-review.ts";

const VALID: CatalogState = { kind: "valid", catalog: CATALOG };
const REQUIRE: CatalogState = { kind: "valid", catalog: REQUIRING };
const CHECKOUT = ["services/checkout/cart.ts"];

function check(
  facts: Partial<PullRequest>,
  catalog: CatalogState = VALID,
  repositoryVisibility: Visibility = "private",
): CheckOutput {
  const history = createClaimHistory();
  for (let index = 0; index < 11; index += 1) {
    history.add({ title: "", paths: ["services/checkout/total.ts"] }, [
      index < 2 ? "net-revenue-retention" : "checkout-conversion",
    ]);
  }
  const known = catalog.kind === "valid" ? { catalog: catalog.catalog } : {};
  const policy = known.catalog && { policy: compilePolicy(known.catalog, repositoryVisibility) };
  const assessment = assessPullRequest({ pullRequest: pullRequestOf(facts), catalog, history, ...policy });
  return renderCheck(assessment, {
    privacyUrl: "https://throughline.example/privacy",
    repositoryVisibility,
    repository: "acme/shop",
    ...known,
  });
}

const BROKEN: CatalogState = {
  kind: "broken",
  problems: [
    {
      severity: "error",
      code: "unknown-metric",
      message: "`metrics.checkout.drives` names `revenu`, which is no metric; did you mean `revenue`?",
      file: "acme/shop:.github/throughline.yml",
      line: 12,
      column: 15,
    },
    {
      severity: "error",
      code: "unknown-key",
      message: "`promt` is no key here; did you mean `prompt`?",
      file: "acme/.github-private:.github/throughline.yml",
      line: 3,
      column: 1,
    },
    {
      severity: "warning",
      code: "area-without-metric",
      message: "The area `docs` lists no metric.",
      file: "acme/shop:.github/throughline.yml",
      line: 20,
      column: 3,
    },
  ],
};

const rows: Readonly<Record<string, () => CheckOutput>> = {
  "no-catalog": () => check({}, { kind: "absent" }),
  merged: () => check({ isMerged: true, body: "Impact: none" }),
  "catalog-unreadable": () =>
    check({}, { kind: "unreadable", reason: "GitHub answered 404 for acme/.github." }),
  "catalog-broken": () => check({}, BROKEN),
  "catalog-broken-public": () => check({}, BROKEN, "public"),
  "answered-line": () =>
    check({ body: "Impact: checkout-conversion, protects refund-rate because fewer @steps" }),
  "answered-command": () =>
    check({
      saidLater: [{ source: "command", text: "checkout-conversion", saidAtMs: 1 }],
      labels: ["impact: refund-rate"],
    }),
  "answered-button": () =>
    check({ saidLater: [{ source: "button", text: "checkout-conversion", saidAtMs: 1 }] }),
  "answered-label": () => check({ labels: ["impact: refunds"] }),
  "answered-reference": () =>
    check({
      body: "Impact: for #812",
      references: new Map([
        [
          "#812",
          {
            kind: "answered",
            statement: { kind: "tags", claims: [{ metric: "refund-rate", effect: "moves" }] },
          },
        ],
      ]),
    }),
  "answered-reference-unreadable": () => check({ body: "Impact: for other/repo#812" }),
  "answered-issue": () =>
    check({
      linkedIssues: [
        { reference: { number: 77 }, title: "", labels: ["impact: none"], body: "", authorCanWrite: false },
      ],
    }),
  "answered-none": () => check({ body: "Impact: none, a refactoring" }),
  "answered-unsure": () => check({ body: "Impact: unsure" }),
  "answered-private-in-public": () => check({ body: "Impact: deal-velocity, refund-rate" }, VALID, "public"),
  draft: () => check({ isDraft: true }),
  "exempt-author": () => check({ author: { login: "renovate[bot]", isBot: true } }),
  "exempt-label": () => check({ labels: ["skip-throughline"] }),
  "exempt-paths": () => check({ paths: ["docs/a.md"] }),
  "advise-suggestion": () => check({ paths: CHECKOUT, labels: ["area: checkout"] }),
  "advise-history": () => check({ paths: ["services/checkout/total.ts"], title: "Speed up checkout" }),
  "advise-nothing": () => check({}),
  "advise-nothing-public": () => check({}, VALID, "public"),
  "advise-problem": () => check({ paths: CHECKOUT, body: "Impact: chekout-conversion" }),
  "advise-command-problem": () =>
    check({
      paths: CHECKOUT,
      saidLater: [{ source: "command", text: "chekout-conversion", saidAtMs: 1, commentId: 31 }],
    }),
  "advise-help": () => check({ saidLater: [{ source: "command", text: "help", saidAtMs: 1 }] }),
  "require-can-write": () => check({ paths: CHECKOUT }, REQUIRE),
  "require-can-write-nothing": () => check({}, REQUIRE),
  "require-cannot-write": () => check({ paths: CHECKOUT, authorCanWrite: false }, REQUIRE),
  "merge-queue": () => MERGE_QUEUE_CHECK,
};

describe("what the check shows", () => {
  it.each(Object.entries(rows))("%s", async (name, output) => {
    await expect(renderForReview(output())).toMatchFileSnapshot(`golden/${name}.md`);
  });
});

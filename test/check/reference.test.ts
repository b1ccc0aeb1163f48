import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MERGE_QUEUE_CHECK, renderCheck } from "../../src/check/render-check.ts";
import type { CatalogState, Situation } from "../../src/model/assessment.ts";
import type { CheckOutput } from "../../src/model/check.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import type { Problem } from "../../src/model/result.ts";
import { assessPullRequest } from "../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { CATALOG, pullRequestOf, REQUIRING } from "../tagging/build-facts.ts";

const PAGE = readFileSync(new URL("../../docs/reference/check.md", import.meta.url), "utf8");

const PROBLEM: Problem = { severity: "error", code: "syntax", message: "", file: "f", line: 1, column: 1 };
const ASKED: Partial<PullRequest> = { paths: ["services/checkout/a.ts"] };
const VALID: CatalogState = { kind: "valid", catalog: CATALOG };
const REQUIRE: CatalogState = { kind: "valid", catalog: REQUIRING };

type Row = readonly [
  situation: string,
  kind: Situation["kind"],
  facts: Partial<PullRequest>,
  catalog: CatalogState,
];

const ROWS: readonly Row[] = [
  ["no catalog, never had one", "no-catalog", {}, { kind: "absent" }],
  ["after the merge", "merged", { isMerged: true }, VALID],
  ["catalog unreadable", "catalog-unreadable", {}, { kind: "unreadable", reason: "gone" }],
  ["catalog broken", "catalog-broken", {}, { kind: "broken", problems: [PROBLEM, PROBLEM] }],
  ["answered by a line or a checklist", "answered", { body: "Impact: checkout-conversion" }, VALID],
  [
    "answered by a command",
    "answered",
    { saidLater: [{ source: "command", text: "checkout-conversion", saidAtMs: 1 }] },
    VALID,
  ],
  [
    "answered by a button",
    "answered",
    { saidLater: [{ source: "button", text: "checkout-conversion", saidAtMs: 1 }] },
    VALID,
  ],
  [
    "answered by a ticked list",
    "answered",
    { saidLater: [{ source: "list", text: "<!-- throughline -->\n- [x] checkout-conversion", saidAtMs: 1 }] },
    VALID,
  ],
  ["answered by a label", "answered", { labels: ["impact: checkout-conversion"] }, VALID],
  [
    "answered by what it is for",
    "answered",
    {
      body: "Impact: for #812",
      references: new Map([
        [
          "#812",
          {
            kind: "answered",
            statement: { kind: "tags", claims: [{ metric: "checkout-conversion", effect: "moves" }] },
          },
        ],
      ]),
    },
    VALID,
  ],
  ["answered: none", "answered", { body: "Impact: none" }, VALID],
  ["answered: unsure", "answered", { body: "Impact: unsure" }, VALID],
  ["draft", "draft", { isDraft: true }, VALID],
  ["exempt by author", "exempt", { author: { login: "renovate[bot]", isBot: true } }, VALID],
  ["exempt by label", "exempt", { labels: ["skip-throughline"] }, VALID],
  ["exempt by paths", "exempt", { paths: ["docs/a.md"] }, VALID],
  ["not answered, suggestion, `advise`", "unanswered", ASKED, VALID],
  ["not answered, no suggestion, `advise`", "unanswered", {}, VALID],
  ["not answered, suggestion, `require`, author can write", "unanswered", ASKED, REQUIRE],
  ["not answered, no suggestion, `require`, author can write", "unanswered", {}, REQUIRE],
  ["not answered, `require`, author can't write", "unanswered", { ...ASKED, authorCanWrite: false }, REQUIRE],
];

function toLine(situation: string, { conclusion, title }: CheckOutput): string {
  return conclusion === "none"
    ? `| ${situation} | none: nothing is posted | |`
    : `| ${situation} | ${conclusion} | ${title.replace("<metric>", "\\<metric>")} |`;
}

describe("docs/reference/check.md", () => {
  it("has the table that the code gives", () => {
    const lines = ROWS.map(([situation, kind, facts, catalog]) => {
      const pullRequest = pullRequestOf(facts);
      const assessment = assessPullRequest({ pullRequest, catalog, history: createClaimHistory() });
      expect(assessment.situation.kind, situation).toBe(kind);
      return toLine(
        situation,
        renderCheck(assessment, { privacyUrl: "https://x.example", repositoryVisibility: "private" }),
      );
    });
    const table = [...lines, toLine("merge queue, whatever the catalog", MERGE_QUEUE_CHECK)];
    expect(
      /<!-- rows -->\n(?:.*\n){2}([\s\S]*?)\n<!-- \/rows -->/u.exec(PAGE)?.[1]?.split("\n"),
    ).toStrictEqual(table);
  });

  it("names every code of a problem that an answer can have", () => {
    const folder = new URL("../../src/tagging/", import.meta.url);
    const sources = ["answer-problems.ts", "decide-answer.ts"].map((file) =>
      readFileSync(new URL(file, folder), "utf8"),
    );
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/code: "([a-z-]+)"/gu)].map(([, code]) => code),
    );
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) {
      expect(PAGE).toContain(`| \`${code}\` |`);
    }
  });
});

import { describe, expect, it } from "vitest";
import { renderCheck } from "../../src/check/render-check.ts";
import { toCheckJson } from "../../src/check/to-check-json.ts";
import type { CatalogState } from "../../src/model/assessment.ts";
import type { Problem } from "../../src/model/result.ts";
import { assessPullRequest } from "../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { CATALOG, pullRequestOf } from "../tagging/build-facts.ts";

function check(body: string, catalog: CatalogState) {
  const assessment = assessPullRequest({
    pullRequest: pullRequestOf({ body }),
    catalog,
    history: createClaimHistory(),
  });
  const output = renderCheck(assessment, { privacyUrl: "https://x", repositoryVisibility: "private" });
  return toCheckJson(assessment, output);
}

describe("the check as JSON", () => {
  it("tells what was not taken as meant", () => {
    const { problems } = check("Impact: chekout-conversion", { kind: "valid", catalog: CATALOG });
    expect(problems.map(({ code }) => code)).toStrictEqual(["unknown-key"]);
  });

  it("tells what is wrong with a broken catalog, and where", () => {
    const problem: Problem = {
      severity: "error",
      code: "syntax",
      message: "A bracket is missing.",
      file: ".github/throughline.yml",
      line: 3,
      column: 7,
    };
    expect(check("", { kind: "broken", problems: [problem] }).problems).toStrictEqual([problem]);
  });
});

import { describe, expect, it } from "vitest";
import type { CheckRecord } from "../../../src/model/check.ts";
import { assessPullRequest } from "../../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../../src/tagging/claim-history.ts";
import { compilePolicy } from "../../../src/tagging/compile-policy.ts";
import { buildCheckRecord } from "../../../src/workflows/pull-request/check-record.ts";
import { CATALOG, pullRequestOf } from "../../tagging/build-facts.ts";

const policy = compilePolicy(CATALOG);
const CHECKOUT = ["services/checkout/a.ts"];
const OTHER = ["services/refunds/a.ts"];

interface Head {
  readonly body?: string;
  readonly paths?: readonly string[];
  readonly blind?: boolean;
  readonly isDraft?: boolean;
}

/** The record after checks on one head after another. */
function record(...heads: readonly Head[]): CheckRecord {
  const last = heads.reduce<CheckRecord | undefined>((before, { blind = false, ...facts }) => {
    const assessment = assessPullRequest({
      pullRequest: pullRequestOf({ body: "", paths: CHECKOUT, ...facts }),
      catalog: { kind: "valid", catalog: CATALOG },
      policy,
      history: createClaimHistory(),
      blind,
    });
    return buildCheckRecord({ number: 1, assessment, policy, statements: [], before, seal: String });
  }, undefined);
  if (last === undefined) throw new Error("no head to build from");
  return last;
}

const ANSWERED: Head = { body: "Impact: checkout-conversion" };

describe("what a record keeps of what was suggested", () => {
  it("is shown once the check asked with a suggestion, or withheld it", () => {
    expect(record({}).suggestions).not.toStrictEqual([]);
    expect(record({}).shown).toBe(true);
    expect(record({ blind: true }).shown).toBe(true);
    expect(record({ paths: ["unknown"] }).shown).toBeUndefined();
  });

  it("is not shown where the answer stood there from the start, or on a draft", () => {
    expect(record(ANSWERED).shown).toBeUndefined();
    expect(record({ isDraft: true }, ANSWERED).shown).toBeUndefined();
  });

  it("stays as it was before the answer, on whichever head that is given", () => {
    const { suggestions } = record({});
    expect(record({}, { ...ANSWERED, paths: OTHER })).toMatchObject({ suggestions, shown: true });
    expect(record({ blind: true }, ANSWERED)).toMatchObject({ suggestions: [], blind: true, shown: true });
    expect(record(ANSWERED, {}, ANSWERED)).toMatchObject({ suggestions, shown: true });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MOST_RECORD_CHARACTERS,
  parseReportRecord,
  type ReportRecord,
  renderReportRecord,
} from "../../../src/workflows/report/report-record.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "-->",
    "--",
    "<!-- throughline:asked ",
    "@mona fixes #1",
    "\u202e",
    "\\u003c",
    "-".repeat(9),
  ),
);
const question = fc.record(
  {
    question: hostile,
    metrics: fc.array(hostile, { maxLength: 2 }),
    areas: fc.array(hostile, { maxLength: 2 }),
  },
  { requiredKeys: ["question"] },
);
const audience = fc.constantFrom("public" as const, "private" as const);
const records: fc.Arbitrary<ReportRecord> = fc.record({
  version: fc.constant(1 as const),
  audience,
  questions: fc.array(question, { maxLength: 3 }),
  decided: fc
    .uniqueArray(
      fc.record(
        {
          comment: fc.nat(),
          question: hostile,
          metrics: fc.array(hostile, { maxLength: 2 }),
          audience,
          isWhole: fc.constant(true as const),
        },
        { requiredKeys: ["comment"] },
      ),
      { maxLength: 3, selector: ({ comment }) => comment },
    )
    .map((decided) => decided.toSorted((one, other) => one.comment - other.comment)),
});

describe("the record of a report", () => {
  it("is read back as it was written, whatever text stands before it", () => {
    fc.assert(
      fc.property(records, hostile, (record, text) => {
        expect(parseReportRecord(`${text}\n\n${renderReportRecord(record)}`)).toEqual(record);
      }),
    );
  });

  it("stays one HTML comment that calls nobody and links nothing", () => {
    fc.assert(
      fc.property(records, (record) => {
        const inner = renderReportRecord(record).slice("<!-- ".length, -" -->".length);
        expect(inner).not.toMatch(/--|[<>@#]/u);
      }),
    );
  });

  it("leaves the oldest decisions out where it would grow too long", () => {
    const decided = Array.from({ length: 200 }, (_, index) => ({
      comment: index + 1,
      question: "q".repeat(90),
    }));
    const text = renderReportRecord({ version: 1, audience: "private", questions: [], decided });
    expect(text.length).toBeLessThanOrEqual(MOST_RECORD_CHARACTERS);
    expect(text.length).toBeGreaterThan(MOST_RECORD_CHARACTERS / 2);
    const kept = parseReportRecord(text)?.decided.map(({ comment }) => comment) ?? [];
    expect(kept).toEqual(decided.slice(-kept.length).map(({ comment }) => comment));
  });

  it.each([
    "",
    "<!-- throughline:asked ",
    "<!-- throughline:asked {} -->",
    '<!-- throughline:asked {"version":2} -->',
    '<!-- throughline:asked {"version":1,"audience":"all","questions":[],"decided":[]} -->',
    '<!-- throughline:asked {"version":1,"audience":"public","questions":[{}],"decided":[]} -->',
    '<!-- throughline:asked {"version":1,"audience":"public","questions":[],"decided":[{"comment":"1"}]} -->',
  ])("is not read out of %s", (body) => {
    expect(parseReportRecord(body)).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSWER_SOURCES, EFFECTS, PROVENANCES, type Tag } from "../../../src/model/answer.ts";
import { VISIBILITIES } from "../../../src/model/catalog.ts";
import type { AssessedChange, Revert } from "../../../src/model/change.ts";
import type { Reading } from "../../../src/model/reading.ts";
import { renderCsvHead, renderCsvRows } from "../../../src/report/exchange/export-csv.ts";
import {
  type ExportedChange,
  type ExportedDecision,
  type ExportedOptOut,
  type ExportedRepository,
  toExportedChange,
} from "../../../src/report/exchange/exported.ts";
import { mergeImportedChange, parseExport } from "../../../src/report/exchange/parse-export.ts";

const key = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/);
const words = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("=cmd()", "'=x", 'a,b\n"c"', "@mona"));
const ms = fc.integer({ min: 0, max: 4_000_000_000_000 });
const tag = fc.record(
  {
    metric: key,
    effect: fc.constantFrom(...EFFECTS),
    provenance: fc.constantFrom(...PROVENANCES),
    source: fc.constantFrom(...ANSWER_SOURCES),
    reason: words.filter((text) => text !== ""),
    saidAtMs: ms,
  },
  { requiredKeys: ["metric", "effect", "provenance", "source"], noNullPrototype: true },
);
const change = fc.record(
  {
    id: fc.integer({ min: 1, max: 9_999 }).map((number) => `#${number}`),
    sha: fc.stringMatching(/^[0-9a-f]{40}$/),
    number: fc.integer({ min: 1, max: 9_999 }),
    title: words,
    landedAtMs: ms,
    areas: fc.array(fc.record({ area: key, paths: fc.nat() }, { noNullPrototype: true }), { maxLength: 2 }),
    touchesNoArea: fc.boolean(),
    paths: fc.array(words, { maxLength: 3 }),
    eligible: fc.boolean(),
    asked: fc.boolean(),
    answer: fc.oneof(
      fc.array(tag, { minLength: 1, maxLength: 2 }).map((tags) => ({ kind: "tags" as const, tags })),
      fc.constantFrom(
        { kind: "none" as const },
        { kind: "unsure" as const },
        { kind: "unanswered" as const },
      ),
    ),
    guess: key,
    suggested: fc.record(
      { metrics: fc.array(key, { maxLength: 3 }), blind: fc.boolean() },
      { noNullPrototype: true },
    ),
    reverts: fc.record({ sha: key, title: words }, { requiredKeys: [], noNullPrototype: true }),
  },
  {
    requiredKeys: [
      "id",
      "sha",
      "title",
      "landedAtMs",
      "areas",
      "touchesNoArea",
      "paths",
      "eligible",
      "asked",
      "answer",
    ],
    noNullPrototype: true,
  },
);
const changes = fc.uniqueArray(change, { selector: ({ id }) => id, minLength: 1, maxLength: 5 });
const REPOSITORY = { id: 900, name: "acme/shop" };

describe("an export", () => {
  it("comes back from CSV as it was", () => {
    fc.assert(
      fc.property(changes, (made) => {
        const text = renderCsvHead() + made.map((one) => renderCsvRows(REPOSITORY, one)).join("");
        expect(parseExport(text)).toEqual({
          ok: true,
          value: {
            repositories: [{ ...REPOSITORY, readings: [], decisions: [], changes: made }],
            optOuts: [],
          },
        });
      }),
    );
  });

  it("comes back from JSON as it was", () => {
    const readings = [{ metric: "refund-rate", at: "2026-03-31", value: 1.8, source: "warehouse" }];
    const decisions = [{ commentId: 5, question: "Why?", text: "Because.", saidAtMs: 1 }];
    fc.assert(
      fc.property(changes, (made) => {
        const repositories = [{ ...REPOSITORY, readings, decisions, changes: made }];
        const optOuts = [{ userId: 42, login: "jo", isOut: true, saidAtMs: 1 }];
        expect(parseExport(JSON.stringify({ version: 1, optOuts, repositories }))).toEqual({
          ok: true,
          value: { repositories, optOuts },
        });
        expect(parseExport(JSON.stringify({ version: 1, repositories }))).toEqual({
          ok: true,
          value: { repositories, optOuts: [] },
        });
      }),
    );
  });

  it("is refused with the line that is wrong, or where it is something else", () => {
    const row = renderCsvRows(REPOSITORY, CHANGE).replace("true", "yes").replace(",moves,", ",pushes,");
    expect(parseExport(renderCsvHead() + row)).toMatchObject({ ok: false, error: [{ line: 2 }] });
    expect(parseExport("a,b\n1,2")).toMatchObject({ ok: false, error: [{ line: 1 }] });
    expect(parseExport("{")).toMatchObject({ ok: false, error: [{ line: 1 }] });
    expect(parseExport('{"version":2,"repositories":[]}')).toMatchObject({ ok: false });
    const unknown = JSON.stringify({ version: 1, optOuts: [{ userId: "42" }], repositories: [] });
    expect(parseExport(unknown)).toMatchObject({ ok: false });
    expect(parseExport("")).toMatchObject({ ok: false });
  });

  it("names no author", () => {
    expect(JSON.stringify(toExportedChange({ ...STORED, author: "mona" }))).not.toContain("mona");
  });
});

const TAG = { metric: "refund-rate", effect: "moves", provenance: "accepted", source: "button" } as const;
const CHANGE: ExportedChange = {
  id: "#7",
  sha: "f".repeat(40),
  number: 7,
  title: "Faster refunds",
  landedAtMs: 1,
  areas: [],
  touchesNoArea: true,
  paths: ["a.ts"],
  eligible: true,
  asked: true,
  answer: { kind: "tags", tags: [TAG] },
  suggested: { metrics: ["refund-rate"], blind: false },
};
const STORED: AssessedChange = { ...CHANGE, author: "mona" };

describe("a change that is imported", () => {
  it("is taken whole where the store does not know it, by nobody", () => {
    expect(mergeImportedChange(undefined, CHANGE)).toEqual({ ...CHANGE, author: "ghost" });
  });

  it("leaves alone what the store knows, and importing twice is importing once", () => {
    const other: ExportedChange = { ...CHANGE, title: "Other", answer: { kind: "none" } };
    expect(mergeImportedChange(STORED, other)).toBe(STORED);
    const { suggested: _, ...rebuilt } = STORED;
    const once = mergeImportedChange({ ...rebuilt, asked: false, answer: { kind: "unanswered" } }, CHANGE);
    expect(mergeImportedChange(once, CHANGE)).toBe(once);
  });

  it("completes what GitHub can't tell again: asked, answered by a button, what was suggested", () => {
    const { suggested: _, ...rebuilt } = STORED;
    const known: AssessedChange = {
      ...rebuilt,
      asked: false,
      answer: { kind: "unanswered" },
      guess: "retention",
    };
    expect(mergeImportedChange(known, CHANGE)).toEqual(STORED);
    expect(mergeImportedChange({ ...known, eligible: false }, CHANGE).asked).toBe(false);
  });
});

describe("every key", () => {
  // `Required`: a key that is added to one of these does not compile until it is here, and then has to come back.
  const tags = ANSWER_SOURCES.flatMap((source) =>
    EFFECTS.flatMap((effect) =>
      PROVENANCES.map(
        (provenance): Required<Tag> => ({
          metric: "refund-rate",
          effect,
          provenance,
          source,
          reason: "fewer steps",
          saidAtMs: 1,
        }),
      ),
    ),
  );
  const reverts: Required<Revert> = { sha: "feed", number: 7, title: "Before" };
  const whole: Required<AssessedChange> = {
    id: "#9",
    sha: "abc",
    number: 9,
    title: "T",
    author: "mona",
    landedAtMs: 2,
    areas: [{ area: "checkout", paths: 3 }],
    touchesNoArea: true,
    paths: ["src/a.ts"],
    eligible: true,
    asked: true,
    answer: { kind: "tags", tags },
    guess: "refund-rate",
    suggested: { metrics: ["refund-rate"], blind: true },
    reverts,
  };
  const { author: _, ...exported } = whole;

  it("of a change survives the way to JSON or CSV and back into the store", () => {
    const decisions = VISIBILITIES.map(
      (audience, at): Required<ExportedDecision> => ({
        commentId: at + 1,
        question: "Q",
        text: "A",
        saidAtMs: 3,
        metrics: ["refund-rate"],
        areas: ["checkout"],
        audience,
      }),
    );
    const reading: Required<Reading> = { metric: "refund-rate", at: "2026-03-31", value: 1.5, source: "S" };
    const optOut: Required<ExportedOptOut> = { userId: 5, login: "mona", isOut: true, saidAtMs: 4 };
    const repository: Required<ExportedRepository> = {
      ...REPOSITORY,
      readings: [reading],
      decisions,
      changes: [toExportedChange(whole)],
    };
    const json = { version: 1, optOuts: [optOut], repositories: [repository] };
    const back = parseExport(JSON.stringify(json));
    expect(back).toEqual({ ok: true, value: { repositories: [repository], optOuts: [optOut] } });
    const csv = parseExport(renderCsvHead() + renderCsvRows(REPOSITORY, exported));
    expect(csv.ok ? csv.value.repositories[0]?.changes : csv).toEqual([exported]);
    expect(mergeImportedChange(undefined, exported)).toEqual({ ...exported, author: "ghost" });
  });
});

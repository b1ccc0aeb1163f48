import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listBriefedChanges } from "../../src/summary/landed-record.ts";
import { createSummaryBuilder } from "../../src/summary/summary-builder.ts";
import { summarySchema } from "../../src/summary/summary-schema.ts";
import { toTag } from "../report/made-changes.ts";
import { renderAllForms } from "./all-forms.ts";
import { ACME, buildMade, makeAcmeWeek, makeChange, toCatalog, toFrame, toRepository } from "./made-week.ts";

const REPOSITORY = toRepository({ id: 5 });
const SEEN = [{ repositoryId: 1, number: 1_100, verdict: "yes", words: "" }] as const;

function toClaim(number: number, ...metrics: readonly string[]) {
  return { number, answer: { kind: "tags" as const, tags: metrics.map((metric) => toTag(metric)) } };
}

describe("the same changes", () => {
  it("in any order give the same bytes, for all readers", () => {
    const made = makeAcmeWeek();
    const audience = fc.constantFrom("public" as const, "internal" as const, "private" as const);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...made], { minLength: made.length }),
        audience,
        (shuffled, readers) => {
          const view = { audience: readers };
          expect(renderAllForms(buildMade(shuffled, { seen: SEEN }, view))).toEqual(
            renderAllForms(buildMade(made, { seen: SEEN }, view)),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it("of one builder serve readers of each kind, as builders of their own would", () => {
    const builder = createSummaryBuilder(toFrame());
    for (const { repository, change, notes } of makeAcmeWeek()) builder.add(repository, change, notes);
    for (const audience of ["public", "private", "internal", "public"] as const) {
      expect(builder.finish({ audience })).toEqual(buildMade(makeAcmeWeek(), {}, { audience }));
    }
  });
});

describe("numbers", () => {
  it("are those of the changes behind them, each change once", () => {
    const summary = buildMade(makeAcmeWeek());
    const { coverage, metrics } = summary;
    const parts = [
      coverage.tags,
      coverage.none,
      coverage.unsure,
      coverage.notSaid,
      coverage.notAsked,
      coverage.exempt,
    ];
    for (const { changes, ids, unnamed } of [...parts, ...metrics.map(({ claims }) => claims)]) {
      expect(changes).toBe(ids.length + unnamed);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(parts.reduce((sum, { changes }) => sum + changes, 0)).toBe(coverage.changes);
    for (const { claims, byProvenance, byEffect } of metrics) {
      const sum = (counts: Readonly<Record<string, number>>) =>
        Object.values(counts).reduce((all, one) => all + one, 0);
      expect([sum(byProvenance), sum(byEffect)]).toEqual([claims.changes, claims.changes]);
    }
    expect(summarySchema.parse(summary)).toEqual(summary);
  });

  it("leave out what was not asked and what is exempt, whatever stands in it", () => {
    const made = [
      makeChange(REPOSITORY, { ...toClaim(1, "checkout-conversion"), asked: false }),
      makeChange(REPOSITORY, { ...toClaim(2, "checkout-conversion"), eligible: false, asked: false }),
    ];
    const summary = buildMade(made);
    expect(summary.metrics.every(({ claims }) => claims.changes === 0)).toBe(true);
    expect(summary.coverage).toMatchObject({ changes: 2, eligible: 1, asked: 0, answered: 0 });
  });

  it("know a metric by its former key, in the organisation's catalog too", () => {
    const made = [makeChange(toRepository({ id: 6, metrics: [] }), toClaim(1, "refunds", "refund-rate"))];
    const row = buildMade(made).metrics.find(({ metric }) => metric === "refund-rate");
    expect(row).toMatchObject({ claims: { changes: 1 }, byProvenance: { declared: 1 } });
  });
});

describe("shifts", () => {
  function makeWeeks(counts: readonly number[]) {
    return counts.flatMap((count, weeksAgo) =>
      Array.from({ length: count }, (_, at) =>
        makeChange(REPOSITORY, toClaim(1 + weeksAgo * 100 + at, "checkout-conversion"), { weeksAgo }),
      ),
    );
  }

  it("are told against the median of the four weeks before", () => {
    const { shifts } = buildMade(makeWeeks([9, 2, 1, 3, 40]));
    expect(shifts).toMatchObject({ weeksAsked: 4, answeredBefore: 2.5 });
    expect(shifts.list).toEqual([
      { metric: "checkout-conversion", name: "Checkout conversion", changes: 9, median: 2.5 },
    ]);
  });

  it.each([
    ["claims are few", [4, 1, 1, 1, 1]],
    ["nothing differs", [6, 6, 6, 6, 6]],
    ["two of the weeks were not asked", [9, 1, 1, 0, 0]],
  ])("are not told where %s", (_why, counts) => {
    expect(buildMade(makeWeeks(counts)).shifts.list).toEqual([]);
  });
});

describe("the week", () => {
  it("is from Monday to Monday on the clock of its zone, over a change of the clocks too", () => {
    const land = (instant: string, number: number) =>
      makeChange(REPOSITORY, { number, landedAtMs: Date.parse(instant) });
    const made = [
      land("2026-10-18T21:59:59.999Z", 1),
      land("2026-10-18T22:00:00Z", 2),
      land("2026-10-25T22:59:59.999Z", 3),
      land("2026-10-25T23:00:00Z", 4),
    ];
    const summary = buildMade(made, { week: "2026-W43", timezone: "Europe/Berlin" });
    expect(summary.changes.map(({ id, landedOn }) => [id, landedOn])).toEqual([
      ["acme/repo-5#3", "2026-10-25"],
      ["acme/repo-5#2", "2026-10-19"],
    ]);
    expect(summary.window).toEqual({ since: "2026-10-19", until: "2026-10-26", timezone: "Europe/Berlin" });
  });

  it("53 goes over the new year", () => {
    const made = [makeChange(REPOSITORY, { number: 1, landedAtMs: Date.parse("2027-01-01T12:00:00Z") })];
    const summary = buildMade(made, { week: "2026-W53" });
    expect(summary.coverage.changes).toBe(1);
    expect(renderAllForms(summary)[0]).toContain("28 December 2026 to 3 January 2027");
  });

  it("that is none is refused", () => {
    expect(() => createSummaryBuilder(toFrame({ week: "2025-W53" }))).toThrow("no ISO week");
  });
});

describe("a week with little in it", () => {
  it.each([
    ["nothing landed", [], "Nothing landed in this week."],
    [
      "nobody answered",
      [1, 2, 3].map((number) => makeChange(REPOSITORY, { number })),
      "Too early to compare: 0 of 3",
    ],
    [
      "one change",
      [makeChange(REPOSITORY, toClaim(1, "checkout-conversion"))],
      "1 of 1 asked changes are answered",
    ],
    [
      "all exempt",
      [makeChange(REPOSITORY, { number: 1, eligible: false, asked: false })],
      "Nothing was asked in this week: 1 change landed, 1 of them exempt.",
    ],
  ])("%s", (_what, made, sentence) => {
    const summary = buildMade(made);
    expect(summary.headline).toContain(sentence);
    expect(renderAllForms(summary)[0]).toContain(sentence);
    expect(summarySchema.parse(summary)).toEqual(summary);
  });

  it("of private repositories alone has numbers and no names", () => {
    const secret = toRepository({ id: 8, visibility: "private" });
    const made = [1, 2, 3, 4, 5, 6].map((number) =>
      makeChange(secret, toClaim(number, "checkout-conversion")),
    );
    const summary = buildMade(made);
    expect(summary.headline).toContain("most went to Checkout conversion (6)");
    expect(summary.coverage.tags).toEqual({ changes: 6, ids: [], unnamed: 6 });
    expect(renderAllForms(summary).join("\n")).not.toContain("repo-8");
  });

  it("of an organisation without a metric says so", () => {
    const catalog = toCatalog("version: 1\nmetrics: {}\n");
    const made = [makeChange(toRepository({ id: 5, metrics: [] }), { number: 1, answer: { kind: "none" } })];
    expect(renderAllForms(buildMade(made, { catalog }))[0]).toContain("There is no metric to claim");
  });
});

describe("briefs", () => {
  it("unite the ways to write a partner, list what nobody claims, and can be had alone", () => {
    const { partners } = buildMade(makeAcmeWeek());
    expect(partners.map(({ partner, metrics }) => [partner, metrics.map(({ metric }) => metric)])).toEqual([
      ["Customer Success", ["refund-rate"]],
      ["Sales", ["checkout-conversion", "deal-velocity"]],
    ]);
    expect(buildMade(makeAcmeWeek(), {}, { partner: " SALES" }).partners).toHaveLength(1);
    expect(buildMade(makeAcmeWeek(), {}, { partner: "Nobody" }).partners).toEqual([]);
  });

  it("show answers beside what they are about, and enter no count", () => {
    const [, sales] = buildMade(makeAcmeWeek(), { seen: SEEN }).partners;
    expect(sales?.seen).toMatchObject([{ id: "acme/shop#1100", yes: 1, no: 0, unclear: 0, words: [] }]);
    const { partners: _without, ...unanswered } = buildMade(makeAcmeWeek());
    const { partners: _with, ...answered } = buildMade(makeAcmeWeek(), { seen: SEEN });
    expect(answered).toEqual(unanswered);
  });

  it("say which changes may be answered", () => {
    const listed = listBriefedChanges(buildMade(makeAcmeWeek(), { seen: SEEN }));
    expect(listed).toContainEqual({ repository: "acme/shop", number: 46 });
    expect(listed).toContainEqual({ repository: "acme/shop", number: 1_100 });
    expect(listed.filter(({ repository }) => repository === "acme/ledger")).toEqual([]);
  });
});

describe("people", () => {
  const ann = { name: "ann", isLogin: true };
  const notes = {
    credits: [
      { kind: "author" as const, person: ann },
      { kind: "co-author" as const, person: { name: "Bob acme/shop", isLogin: false } },
      { kind: "helped" as const, person: { name: "x\n@everyone", isLogin: true } },
    ],
    learnings: [{ text: "ask once", by: ann }],
  };
  const made = [makeChange(REPOSITORY, { number: 1 }, { notes })];
  const catalog = { ...ACME, summary: { ...ACME.summary, mentions: true } };

  it("are called only where the organisation wants it, by logins, in what is posted", () => {
    const [markdown = "", html = ""] = renderAllForms(buildMade(made, { catalog }));
    expect(markdown.match(/@\w+/gu)).toEqual(["@ann", "@ann"]);
    expect(html).not.toContain("@ann");
    expect(renderAllForms(buildMade(made))[0]).not.toMatch(/@\w/u);
    expect(renderAllForms(buildMade(made, { catalog, source: "git" }))[0]).not.toMatch(/@\w/u);
  });
});

it("an idea of the same repository has not travelled", () => {
  const ideasFrom = [
    { repository: "Acme/Repo-5", number: 3 },
    { repository: "acme/repo-6", number: 4 },
  ];
  const made = [
    makeChange(REPOSITORY, { number: 1 }, { notes: { ideasFrom } }),
    makeChange(toRepository({ id: 6 }), { number: 2 }),
  ];
  expect(buildMade(made).sharing.ideas.map(({ from }) => from)).toEqual(["acme/repo-6#4"]);
});

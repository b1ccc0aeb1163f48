import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import type { AssessedChange } from "../../src/model/change.ts";
import { renderReportMarkdown } from "../../src/report/markdown/markdown-form.ts";
import { renderReportHtml } from "../../src/report/render-report-html.ts";
import { renderReportJson } from "../../src/report/report-json.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { buildReport, type ReportInput } from "./build-report.ts";
import { SHOP, toCatalog, toMetric } from "./made-catalog.ts";
import { makeShopChanges, toChange, toTag, toTags } from "./made-changes.ts";

const WINDOW = { since: "2026-08-25", until: "2026-11-23" };

function build(changes: readonly AssessedChange[], input: Partial<ReportInput> = {}) {
  return buildReport({
    changes,
    previous: undefined,
    catalog: SHOP,
    window: WINDOW,
    source: "git",
    repository: "acme/shop",
    ...input,
  });
}

/** Twenty answered changes that say nothing of a metric, so that judgements are made. */
const FILLER = Array.from({ length: 20 }, (_, index) =>
  toChange({ number: 9000 + index, answer: { kind: "none" } }),
);

function listAllIds(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(listAllIds);
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([field, inner]) =>
    /^ids$|Ids$/u.test(field) ? (inner as string[]) : field === "id" ? [inner as string] : listAllIds(inner),
  );
}

describe("buildReport, for any work", () => {
  const anyWork = fc.tuple(fc.nat(160), fc.nat(10_000), fc.boolean());

  it("gives what the schema promises, from ids of the input alone, whose sums agree", () => {
    fc.assert(
      fc.property(anyWork, ([count, seed, isCompared]) => {
        const changes = makeShopChanges(count, seed);
        const previous = isCompared ? makeShopChanges(count, seed + 1) : undefined;
        const report = build(changes, { previous });
        expect(reportSchema.parse(report)).toEqual(report);
        const known = new Set([...changes, ...(previous ?? [])].map((change) => change.id));
        expect(listAllIds(report).filter((id) => !known.has(id))).toEqual([]);
        const { coverage, notSaid } = report;
        expect(coverage.eligible + coverage.exempt).toBe(report.changes);
        expect(coverage.answered + notSaid.changes).toBe(coverage.asked);
        expect(coverage.tags + coverage.none + coverage.unsure).toBe(coverage.answered);
        for (const row of [...report.metrics, ...report.map]) {
          const { declared, accepted, inherited } = row.byProvenance;
          expect(declared + accepted + inherited).toBe(row.ids.length);
          expect(row.changes).toBe(row.ids.length);
          expect(new Set(row.ids).size).toBe(row.ids.length);
        }
        for (const row of report.metrics) {
          expect(row.before ?? 0).toBe(row.beforeIds.length);
          expect(row.before === null).toBe(previous === undefined);
        }
        for (const area of report.areas) {
          expect(area.answered + area.notSaidIds.length).toBe(area.asked);
        }
        const claims = new Set(report.map.flatMap((link) => link.ids));
        expect(claims).toEqual(new Set(report.metrics.flatMap((metric) => metric.ids)));
        expect(claims.size).toBe(coverage.tags);
      }),
      { numRuns: 60 },
    );
  });

  it("gives the same bytes for any order of the input", () => {
    const changes = makeShopChanges(80, 3);
    const report = build(changes, { previous: changes });
    fc.assert(
      fc.property(fc.shuffledSubarray([...changes], { minLength: changes.length }), (shuffled) => {
        const again = build(shuffled, { previous: shuffled });
        expect(renderReportJson(again)).toBe(renderReportJson(report));
        expect(renderReportMarkdown(again)).toBe(renderReportMarkdown(report));
      }),
      { numRuns: 30 },
    );
  });

  it("leaves the input as it was", () => {
    const changes = Object.freeze(makeShopChanges(40, 5).map((change) => Object.freeze(change)));
    expect(() => build(changes, { previous: changes })).not.toThrow();
  });
});

describe("coverage", () => {
  it("keeps exempt changes and changes from before the installation out of every share", () => {
    const report = build([
      toChange({
        number: 1,
        eligible: false,
        asked: false,
        areas: [{ area: "checkout", paths: 1 }],
        answer: toTags("refund-rate"),
      }),
      toChange({ number: 2, asked: false, areas: [{ area: "checkout", paths: 1 }] }),
      toChange({ number: 3, areas: [{ area: "checkout", paths: 1 }], answer: toTags("refund-rate") }),
      toChange({ number: 4, areas: [{ area: "checkout", paths: 1 }], guess: "refund-rate" }),
    ]);
    expect(report.coverage).toMatchObject({
      eligible: 3,
      asked: 2,
      answered: 1,
      exempt: 1,
      notAskedIds: ["#2"],
    });
    expect(report.areas[0]).toMatchObject({
      area: "checkout",
      changes: 4,
      eligible: 3,
      asked: 2,
      answered: 1,
    });
    expect(report.metrics.find((metric) => metric.metric === "refund-rate")?.ids).toEqual(["#3"]);
    expect(report.notSaid).toMatchObject({ changes: 1, guesses: [{ metric: "refund-rate", changes: 1 }] });
  });

  it("counts a former key under the new one, a removed one as retired, and a metric once per change", () => {
    const catalog = toCatalog({
      metrics: [toMetric({ key: "refund-rate", name: "Refund rate", was: ["refunds"] })],
    });
    const report = build(
      [
        toChange({
          number: 1,
          answer: {
            kind: "tags",
            tags: [toTag("refunds", { provenance: "inherited" }), toTag("refund-rate")],
          },
        }),
        toChange({ number: 2, answer: toTags("gone") }),
      ],
      { catalog },
    );
    expect(report.metrics).toMatchObject([
      { metric: "refund-rate", byProvenance: { declared: 1, accepted: 0, inherited: 0 }, ids: ["#1"] },
      { metric: "gone", name: "retired: gone", kind: "retired", ids: ["#2"] },
    ]);
  });
});

describe("the window before", () => {
  it("has the changes behind each of its numbers, newest first, in JSON and folded under section 4", () => {
    const previous = [
      toChange({ number: 1, answer: toTags("refund-rate") }),
      toChange({ number: 2, answer: { kind: "none" } }),
      toChange({ number: 3 }),
      toChange({ number: 4, eligible: false, asked: false }),
      toChange({ number: 5, asked: false }),
      toChange({ number: 6, answer: toTags("refund-rate") }),
    ];
    const report = build(FILLER, { previous });
    expect(report.previous).toMatchObject({
      asked: 4,
      answered: 3,
      answeredIds: ["#6", "#2", "#1"],
      notSaidIds: ["#3"],
    });
    expect(report.metrics.find(({ metric }) => metric === "refund-rate")).toMatchObject({
      before: 2,
      beforeIds: ["#6", "#1"],
    });
    expect(renderReportMarkdown(report)).toContain(
      "- answered in the window before (3): #6, #2, #1\n- not said in the window before (1): #3\n- Refund rate in the window before (2): #6, #1",
    );
    expect(renderReportMarkdown(build(FILLER))).not.toContain("in the window before (");
  });
});

describe("system map", () => {
  const areas = [
    { area: "search", paths: 5 },
    { area: "checkout", paths: 2 },
  ];

  it("links a claim to the touched areas that list its metric", () => {
    const { map } = build([toChange({ number: 1, areas, answer: toTags("checkout-conversion") })]);
    expect(map).toMatchObject([{ area: "checkout", metric: "checkout-conversion", differs: false }]);
  });

  it("links it to the area with most changed files where none lists it, and says that this differs", () => {
    const { map } = build([toChange({ number: 1, areas, answer: toTags("deal-velocity") })]);
    expect(map).toMatchObject([{ area: "search", metric: "deal-velocity", differs: true }]);
  });

  it("links it to no area where none is touched, and calls what nobody claimed assumed", () => {
    const report = build([toChange({ number: 1, touchesNoArea: true, answer: toTags("deal-velocity") })]);
    expect(report.map).toMatchObject([{ area: "(no area)", metric: "deal-velocity", differs: false }]);
    expect(report.assumedLinks).toContainEqual({ area: "search", metric: "search-latency" });
    expect(report.areas.at(-1)).toMatchObject({ area: "(no area)", changes: 1 });
  });

  it("carries claims along the links between metrics, a change once", () => {
    const report = build([
      toChange({ number: 1, answer: toTags("search-latency", "refund-rate") }),
      toChange({ number: 2, answer: toTags("checkout-conversion") }),
    ]);
    const drives = Object.fromEntries(
      report.drives.map((drive) => [`${drive.from}>${drive.to}`, drive.changes]),
    );
    expect(drives["search-latency>checkout-conversion"]).toBe(1);
    expect(drives["checkout-conversion>net-revenue-retention"]).toBe(2);
    expect(report.outcomes).toMatchObject([
      { metric: "net-revenue-retention", changes: 2, direct: 0, ids: ["#2", "#1"] },
      { metric: "deal-velocity", changes: 0 },
    ]);
  });
});

describe("intent", () => {
  const claims = [
    ...Array.from({ length: 8 }, (_, index) =>
      toChange({ number: index + 1, answer: toTags("checkout-conversion") }),
    ),
    toChange({ number: 20, answer: toTags("net-revenue-retention") }),
    toChange({ number: 21 }),
    ...FILLER.slice(0, 11),
  ];

  it("is one fixed sentence", () => {
    expect(build(claims).intent.sentence).toBe(
      "You set Net revenue retention as the focus; 1 of 20 answered changes (5 %) claim it, 1 of 21 say nothing; most went to Checkout conversion (8).",
    );
  });

  it("without a focus tells what is claimed most", () => {
    const catalog: Catalog = { ...SHOP, metrics: SHOP.metrics.map(({ focus: _focus, ...metric }) => metric) };
    expect(build(claims, { catalog }).intent.sentence).toBe(
      "No focus is set; of 20 answered changes most claim Checkout conversion (8), 1 of 21 say nothing.",
    );
  });

  it("forgets a focus that ended before the window", () => {
    const metrics = SHOP.metrics.map((metric) =>
      metric.focus === undefined ? metric : { ...metric, focus: { until: WINDOW.since, why: "old" } },
    );
    expect(build(claims, { catalog: { ...SHOP, metrics } }).intent.focus).toEqual([]);
  });

  it("waits for answers", () => {
    const report = build(claims.slice(0, 5));
    expect(report.stage).toBe("first-answers");
    expect(report.intent.sentence).toBe(
      "Too early to compare: 5 of 5 asked changes are answered, 0 of 5 say nothing; 20 answers are needed.",
    );
    expect(report.questions).toEqual([]);
    expect(report.blindSpots).toEqual([]);
  });
});

describe("judgements", () => {
  const admin = (number: number, change: Partial<AssessedChange> = {}) =>
    toChange({ number, areas: [{ area: "admin", paths: 1 }], ...change });
  const times = <Item>(count: number, make: (number: number) => Item) =>
    Array.from({ length: count }, (_, index) => make(index + 1));

  it("finds an area of which under 40 % is answered, from five asked changes on", () => {
    const silent = (count: number) =>
      build([...FILLER, ...times(count, (number) => admin(number))]).blindSpots.filter(
        (spot) => spot.kind === "area-unexplained",
      );
    expect(silent(4)).toEqual([]);
    expect(silent(5)).toMatchObject([{ area: "admin", asked: 5, answered: 0 }]);
    const fairly = times(5, (number) => admin(number, number <= 2 ? { answer: { kind: "unsure" } } : {}));
    expect(build([...FILLER, ...fairly]).blindSpots.some((spot) => spot.kind === "area-unexplained")).toBe(
      false,
    );
  });

  it("finds a link that vanished, only where the window before is known", () => {
    const before = times(5, (number) => admin(number, number <= 3 ? { answer: toTags("support-load") } : {}));
    const now = [...FILLER, ...times(5, (number) => admin(100 + number))];
    const find = (previous: readonly AssessedChange[] | undefined) =>
      build(now, { previous }).blindSpots.filter((spot) => spot.kind === "link-vanished");
    expect(find(undefined)).toEqual([]);
    expect(find(before)).toMatchObject([
      {
        area: "admin",
        metric: "support-load",
        before: 3,
        changesBefore: 5,
        changes: 5,
        ids: ["#3", "#2", "#1"],
      },
    ]);
    expect(find(before.slice(1))).toEqual([]);
  });

  it("finds a concentration and says where the catalog expects it", () => {
    const work = [
      ...times(6, (number) => admin(number, { answer: toTags("support-load") })),
      ...times(2, (number) =>
        toChange({
          number: 50 + number,
          areas: [{ area: "search", paths: 1 }],
          answer: toTags("support-load"),
        }),
      ),
    ];
    expect(build([...FILLER, ...work]).concentrations).toMatchObject([
      {
        kind: "metric-in-one-area",
        metric: "support-load",
        area: "admin",
        changes: 6,
        of: 8,
        expected: true,
      },
    ]);
  });

  it("says that an area is carried by one person without a name or a list", () => {
    const people = times(4, (number) => toChange({ number: 500 + number, author: `person-${number}` }));
    const carried = times(10, (number) => admin(number, { author: "zoe-the-carrier" }));
    const report = build([...FILLER, ...people, ...carried]);
    expect(report.concentrations).toEqual([{ kind: "carried-by-one-person", area: "admin", changes: 10 }]);
    expect(renderReportJson(report) + renderReportMarkdown(report)).not.toContain("zoe-the-carrier");
    expect(build([...FILLER, ...people.slice(2), ...carried]).concentrations).toEqual([]);
    expect(build([...FILLER, ...people, ...carried.slice(1)]).concentrations).toEqual([]);
    // Of imported changes nobody is told, and deleted accounts share a name: neither is one person.
    const nobody = times(10, (number) => admin(number, { author: "ghost" }));
    expect(build([...FILLER, ...people, ...nobody]).concentrations).toEqual([]);
    expect(build([...FILLER, ...people.slice(2), ...carried, ...nobody]).concentrations).toEqual([]);
  });

  it("finds levers and sinks", () => {
    const catalog = toCatalog({
      metrics: [
        toMetric({ key: "one" }),
        toMetric({ key: "two" }),
        toMetric({
          key: "lever",
          kind: "risk",
          drives: [
            { metric: "one", sign: "+" },
            { metric: "two", sign: "+" },
          ],
        }),
        toMetric({ key: "sink", kind: "cost" }),
      ],
    });
    const work = [
      ...times(21, (number) => toChange({ number, answer: toTags(number <= 6 ? "sink" : "one") })),
    ];
    expect(build(work, { catalog }).leverage).toMatchObject([
      { kind: "lever", metric: "lever", outcomes: ["one", "two"], changes: 0, of: 21 },
      { kind: "sink", metric: "sink", changes: 6, of: 21 },
    ]);
  });

  it("asks at most three questions, the focus first", () => {
    const report = build(makeShopChanges(150, 7), { previous: makeShopChanges(120, 9) });
    expect(report.questions.map((question) => question.code)).toEqual([
      "focus-behind",
      "area-unexplained",
      "outcome-unclaimed",
    ]);
    expect(report.questions[1]?.evidence).toMatch(/^Admin: \d+ changes asked, \d+ said why\.$/u);
  });
});

describe("for the public", () => {
  const metrics = SHOP.metrics.map((metric) =>
    metric.key === "net-revenue-retention" ? metric : { ...metric, visibility: "public" as const },
  );
  const catalog = { ...SHOP, metrics };

  it("counts private metrics and names them nowhere", () => {
    const changes = makeShopChanges(150, 7);
    const report = build(changes, { catalog, audience: "public" });
    const text = renderReportJson(report) + renderReportMarkdown(report);
    expect(text).not.toContain("net-revenue-retention");
    expect(text).not.toContain("Net revenue retention");
    expect(text).not.toContain("renewals slipped");
    const open = build(changes, { catalog });
    const hidden = open.metrics
      .filter(({ metric }) => metric === "net-revenue-retention" || metric === "deploy-count")
      .flatMap(({ ids }) => ids);
    expect(report.hidden).toEqual({ metrics: 2, changes: new Set(hidden).size, decisions: 0 });
    expect(report.coverage).toEqual(open.coverage);
  });
});

describe("for the public, when a private metric leaves the catalog", () => {
  const metrics = SHOP.metrics
    .filter((metric) => metric.key !== "net-revenue-retention")
    .map((metric) => ({ ...metric, visibility: "public" as const, drives: [] }));
  const areas = SHOP.areas.map((area) => ({
    ...area,
    metrics: area.metrics.filter((key) => key !== "net-revenue-retention"),
  }));
  const catalog = { ...SHOP, metrics, areas };
  const work = [
    toChange({
      number: 1,
      areas: [{ area: "billing", paths: 1 }],
      answer: toTags("net-revenue-retention", "refund-rate"),
    }),
    toChange({ number: 2, answer: toTags("net-revenue-retention") }),
    toChange({ number: 3, guess: "net-revenue-retention" }),
  ];

  it("names its key nowhere and counts it as hidden", () => {
    const changes = [...FILLER, ...work];
    const report = build(changes, { catalog, audience: "public", previous: work });
    const text = renderReportJson(report) + renderReportMarkdown(report) + renderReportHtml(report);
    expect(text).not.toContain("net-revenue-retention");
    expect(text).not.toContain("retired:");
    expect(report.hidden).toEqual({ metrics: 1, changes: 2, decisions: 0 });
    expect(report.metrics[0]).toMatchObject({ metric: "refund-rate", ids: ["#1"] });
    expect(report.coverage.answered).toBe(22);
  });

  it("names it as retired where the readers may see private metrics", () => {
    const report = build([...FILLER, ...work], { catalog });
    expect(report.metrics[0]).toMatchObject({ name: "retired: net-revenue-retention", changes: 2 });
    expect(report.hidden).toEqual({ metrics: 0, changes: 0, decisions: 0 });
  });
});

describe("trend, suggestions, readings and decisions", () => {
  it("has a row for each week of the window, with its coverage", () => {
    const changes = makeShopChanges(160, 4);
    const report = build(changes);
    expect(report.trend).toHaveLength(13);
    expect(report.trend[0]?.week).toBe("2026-W35");
    expect(report.trend.at(-1)?.week).toBe("2026-W47");
    const sum = (field: "changes" | "asked" | "answered") =>
      report.trend.reduce((total, week) => total + week[field], 0);
    expect(sum("changes")).toBe(report.changes);
    expect(sum("asked")).toBe(report.coverage.asked);
    expect(sum("answered")).toBe(report.coverage.answered);
  });

  it("counts suggestions only where one was shown, and the blind share apart", () => {
    const suggested = { metrics: ["checkout-conversion", "refund-rate", "deal-velocity"], blind: false };
    const blind = { metrics: [], blind: true };
    const { suggestions } = build([
      toChange({ number: 1, suggested, answer: toTags("checkout-conversion") }),
      toChange({ number: 2, suggested, answer: toTags("deal-velocity") }),
      toChange({ number: 3, suggested, answer: toTags("search-latency") }),
      toChange({ number: 4, suggested, answer: { kind: "none" } }),
      toChange({ number: 5, suggested }),
      toChange({ number: 6, suggested: blind, answer: toTags("refund-rate") }),
      toChange({ number: 7, suggested: blind }),
      toChange({ number: 8, suggested: { metrics: [], blind: false }, answer: toTags("refund-rate") }),
      toChange({ number: 9, suggested, asked: false, answer: toTags("checkout-conversion") }),
    ]);
    expect(suggestions).toMatchObject({
      offered: 5,
      shown: 4,
      acceptedFirst: 1,
      acceptedTop3: 2,
      shownIds: ["#4", "#3", "#2", "#1"],
      acceptedTop3Ids: ["#2", "#1"],
      blind: { asked: 2, answered: 1, tags: 1, none: 0, unsure: 0, ids: ["#6"] },
    });
  });

  it("shows readings of the window and the last before, of metrics that the readers may see", () => {
    const readings = [
      { metric: "deal-velocity", at: "2026-09-30", value: 12, source: "Salesforce" },
      { metric: "deal-velocity", at: "2026-09-01", value: 11, source: "Salesforce" },
      { metric: "deal-velocity", at: "2026-08-24", value: 10, source: "Salesforce" },
      { metric: "deal-velocity", at: "2026-11-23", value: 99, source: "Salesforce" },
      { metric: "refund-rate", at: "2026-08-01", value: 1, source: "warehouse" },
    ];
    expect(build([], { readings }).readings).toMatchObject([
      { metric: "deal-velocity", before: { value: 10 }, points: [{ value: 11 }, { value: 12 }], changes: 0 },
    ]);
    expect(build([], { readings, audience: "public" }).readings).toEqual([]);
  });

  it("opens with what was decided, newest first", () => {
    const decisions = [
      { question: "One?", text: "Yes | @octocat", decidedOn: "2026-09-01" },
      { question: "Two?", text: "No", decidedOn: "2026-10-01" },
    ];
    const markdown = renderReportMarkdown(build(FILLER, { decisions }));
    expect(markdown).toMatch(
      /^# .*\n\n## Decided\n\n- \*\*Two\?\*\* No \(2026-10-01\)\n- \*\*One\?\*\* Yes/u,
    );
    expect(markdown).not.toMatch(/@octocat/u);
  });

  it("shows the public what was decided in public on public metrics, and counts the rest", () => {
    const one = { text: "Yes", decidedOn: "2026-10-01", metrics: [], audience: "public" } as const;
    const decisions = [
      { ...one, question: "Shown?" },
      { ...one, question: "Gone?", metrics: ["no-such-metric"] },
      { ...one, question: "Former?", audience: "private" } as const,
      { question: "Unknown?", text: "Yes", decidedOn: "2026-10-01" },
    ];
    const report = build(FILLER, { decisions, audience: "public" });
    expect(report.decisions.map(({ question }) => question)).toEqual(["Shown?"]);
    expect(report.hidden.decisions).toBe(3);
    expect(renderReportMarkdown(report)).toMatch(/Not shown: 3 on metrics/u);
    expect(build(FILLER, { decisions }).decisions).toHaveLength(4);
  });
});

import { describe, expect, it } from "vitest";
import type { Metric } from "../../src/model/catalog.ts";
import type { ChangeNotes } from "../../src/model/credit.ts";
import type { RepositoryVisibility } from "../../src/model/repository.ts";
import type { SummaryFrame } from "../../src/summary/summary-frame.ts";
import { toTag } from "../report/made-changes.ts";
import { renderAllForms } from "./all-forms.ts";
import {
  ACME,
  buildMade,
  type MadeChange,
  makeAcmeWeek,
  makeChange,
  toCatalog,
  toRepository,
} from "./made-week.ts";

const CANARIES = Array.from({ length: 50 }, (_, at) => `canary${String(at).padStart(2, "0")}`);

/** Takes the next canary for each thing that a repository holds. */
function createCanaries(left: string[]): () => string {
  return () => {
    const value = left.shift();
    if (value === undefined) throw new Error("More canaries are needed.");
    return value;
  };
}

function toSecretMetric(key: string, next: () => string): Metric {
  const [metric] = toCatalog(
    `version: 1\nmetrics: { ${key}: { name: ${next()}, kind: customer, unit: ${next()}, owner: ${next()}, partner: ${next()} } }\n`,
  ).metrics;
  if (metric === undefined) throw new Error("no metric");
  return metric;
}

function toSecretNotes(next: () => string): ChangeNotes {
  const person = () => ({ name: next(), isLogin: true });
  return {
    credits: [
      { kind: "author", person: person() },
      { kind: "co-author", person: person() },
      { kind: "suggestion", person: person() },
      { kind: "idea", person: person() },
      { kind: "reported", person: person() },
      { kind: "helped", person: person() },
      { kind: "decision", person: person(), words: next() },
    ],
    learnings: [{ text: next(), by: person() }],
    ideasFrom: [{ repository: `acme/${next()}`, number: 1 }],
    firsts: [next()],
  };
}

/** A repository whose every word is a canary, with changes of the week and of the weeks before. */
function makeSecret(
  visibility: RepositoryVisibility,
  names: readonly string[],
  id: number,
): readonly MadeChange[] {
  const left = [...names];
  const next = createCanaries(left);
  const key = next();
  const areas = new Map([[next(), next()]]);
  const repository = toRepository({
    id,
    name: `acme/${next()}`,
    visibility,
    metrics: [...ACME.metrics, toSecretMetric(key, next)],
    areas,
    readings: [
      { metric: key, at: "2026-11-18", value: 5, source: next() },
      { metric: "checkout-conversion", at: "2026-11-18", value: 987_654, source: next() },
    ],
  });
  const answer = {
    kind: "tags",
    tags: [toTag(key, { reason: next() }), toTag("checkout-conversion", { reason: next() })],
  } as const;
  return [
    makeChange(
      repository,
      { number: 7, title: next(), answer, author: next() },
      { notes: toSecretNotes(next) },
    ),
    makeChange(repository, { number: 8, title: next(), paths: [next()] }),
    makeChange(repository, { number: 9, title: next(), eligible: false, asked: false }),
    makeChange(repository, { number: 5, title: next(), answer }, { weeksAgo: 1 }),
    ...left.map((text, at) =>
      makeChange(repository, { number: 20 + at }, { notes: { learnings: [{ text }] } }),
    ),
  ];
}

function toSeen(id: number, words: string): SummaryFrame["seen"] {
  return [5, 7].map((number) => ({ repositoryId: id, number, verdict: "yes" as const, words }));
}

describe("what fewer people may read", () => {
  const [words = "", ...names] = CANARIES;
  const secrets: readonly (readonly [RepositoryVisibility, readonly RepositoryVisibility[]])[] = [
    ["private", ["public", "internal", "private"]],
    ["internal", ["public"]],
  ];

  it.each(secrets)(
    "of a repository that is %s is named in no form for readers of %j",
    (visibility, audiences) => {
      const made = [...makeAcmeWeek(), ...makeSecret(visibility, names, 77)];
      for (const audience of audiences) {
        const summary = buildMade(made, { seen: toSeen(77, words) }, { audience });
        const forms = renderAllForms(summary).join("\n");
        expect(CANARIES.filter((canary) => forms.includes(canary))).toEqual([]);
        expect(forms).not.toContain("987654");
        expect(summary.unnamed.repositories).toBeGreaterThan(0);
      }
    },
  );

  it("is counted in every total all the same", () => {
    const without = buildMade(makeAcmeWeek());
    const withIt = buildMade([...makeAcmeWeek(), ...makeSecret("private", names, 77)]);
    const more = makeSecret("private", names, 77).length - 1;
    expect(withIt.coverage.changes - without.coverage.changes).toBe(more);
    expect(withIt.unnamed.changes - without.unnamed.changes).toBe(more);
    const [before, after] = [without, withIt].map(
      ({ metrics }) => metrics.find(({ metric }) => metric === "checkout-conversion")?.claims,
    );
    expect(after?.changes).toBe((before?.changes ?? 0) + 1);
    expect(after?.ids).toEqual(before?.ids);
    expect(withIt.hidden).toEqual({ metrics: 1, changes: 1 });
  });

  it("is named once the organisation lists its repository, and only to private readers", () => {
    const made = makeSecret("private", names, 77);
    const name = made[0]?.repository.name ?? "";
    const catalog = { ...ACME, summary: { ...ACME.summary, sources: ["acme/CANARY*"] } };
    const listed = (audience: RepositoryVisibility) => buildMade(made, { catalog }, { audience });
    expect(listed("private").repositories.map(({ repository }) => repository)).toEqual([name]);
    expect(listed("internal").repositories).toEqual([]);
    expect(listed("public").repositories).toEqual([]);
  });

  it("the canaries are in the forms where they may be", () => {
    const made = makeSecret("public", names, 77);
    const forms = renderAllForms(buildMade(made, { seen: toSeen(77, words) })).join("\n");
    // Authors and paths are never shown, nor where a reading came from, nor an area that has a name.
    expect(CANARIES.filter((canary) => !forms.includes(canary)).length).toBeLessThan(10);
    expect(forms).toContain("987654");
  });
});

describe("a metric that is private", () => {
  it("is counted and not named to the public, wherever it is claimed", () => {
    const repository = toRepository({ id: 5 });
    const made = [
      makeChange(repository, { number: 1, answer: { kind: "tags", tags: [toTag("net-revenue-retention")] } }),
    ];
    const summary = buildMade(made, {}, { audience: "public" });
    const forms = renderAllForms(summary).join("\n");
    expect(forms).not.toMatch(/net.revenue.retention|renewals slipped|leadership/iu);
    expect(summary.hidden).toEqual({ metrics: 1, changes: 1 });
    expect(summary.headline).not.toContain("focus");
    expect(renderAllForms(buildMade(made)).join("\n")).toContain("Net revenue retention");
  });

  it("that one repository keeps private stays so under a name that the organisation shows", () => {
    const metrics = ACME.metrics.map((metric) => ({ ...metric, visibility: "private" as const }));
    const made = [
      makeChange(toRepository({ id: 5, metrics }), {
        number: 1,
        answer: { kind: "tags", tags: [toTag("checkout-conversion")] },
      }),
    ];
    const summary = buildMade(made, {}, { audience: "public" });
    expect(summary.metrics.find(({ metric }) => metric === "checkout-conversion")?.claims.changes).toBe(0);
    expect(summary.hidden.changes).toBe(1);
  });

  it("is not told by what it was measured to be, under whatever key and whoever else shows it", () => {
    const [, , refundRate] = ACME.metrics;
    if (refundRate === undefined) throw new Error("no metric");
    const hidden = ACME.metrics.map((metric) => ({ ...metric, visibility: "private" as const }));
    const own = { ...refundRate, key: "own-rate", name: "Own rate", was: [] };
    const readings = ["refund-rate", "refunds", "own-rate"].map((metric) => ({
      metric,
      at: "2026-11-18",
      value: 77.7,
      source: "warehouse",
    }));
    const keeps = toRepository({
      id: 5,
      metrics: [...hidden, { ...own, visibility: "private" as const }],
      readings,
    });
    const shows = toRepository({ id: 6, metrics: [...ACME.metrics, own] });
    const made = [
      makeChange(keeps, { number: 1 }),
      makeChange(shows, { number: 2, answer: { kind: "tags", tags: [toTag("own-rate")] } }),
    ];
    const forms = renderAllForms(buildMade(made, {}, { audience: "public" })).join("\n");
    expect(forms).toContain("Own rate");
    expect(forms).not.toContain("77.7");
    expect(buildMade(made).readings.map(({ metric }) => metric)).toEqual(["own-rate", "refund-rate"]);
  });

  it("stays so where the organisation takes it for another one by a former key, in any order", () => {
    const [, , refundRate] = ACME.metrics;
    if (refundRate === undefined) throw new Error("no metric");
    const own = {
      ...refundRate,
      key: "refunds",
      name: "Secret refunds",
      was: [],
      visibility: "private" as const,
    };
    const repository = toRepository({ id: 5, metrics: [refundRate, own] });
    const made = ["refund-rate", "refunds"].map((key, at) =>
      makeChange(repository, { number: at + 1, answer: { kind: "tags", tags: [toTag(key)] } }),
    );
    for (const order of [made, made.toReversed()]) {
      const summary = buildMade(order, {}, { audience: "public" });
      expect(summary.hidden).toEqual({ metrics: 1, changes: 2 });
    }
  });

  it("and one that no catalog knows any more is hidden from the public", () => {
    const made = [
      makeChange(toRepository({ id: 5 }), {
        number: 1,
        answer: { kind: "tags", tags: [toTag("old-secret")] },
      }),
    ];
    expect(renderAllForms(buildMade(made, {}, { audience: "public" })).join("\n")).not.toContain(
      "old-secret",
    );
    expect(renderAllForms(buildMade(made)).join("\n")).toContain("retired: old-secret");
  });
});

it("a fork for a security advisory is not even counted", () => {
  const fork = toRepository({ id: 9, name: "acme/shop-ghsa-2c3f-4g5h-6j7m", visibility: "private" });
  const summary = buildMade([makeChange(fork, { number: 1, title: "mend the hole" })]);
  expect(summary.coverage.changes).toBe(0);
  expect(summary.unnamed.repositories).toBe(0);
});

it("an idea from a repository of unknown visibility is told without its name", () => {
  const notes = {
    ideasFrom: [
      { repository: "acme/vault", number: 3 },
      { repository: "Acme/Open", number: 4 },
    ],
  };
  const made = [makeChange(toRepository({ id: 5 }), { number: 1 }, { notes })];
  const findVisibility = (name: string) => (name === "acme/open" ? ("public" as const) : undefined);
  const { ideas } = buildMade(made, { findVisibility }, { audience: "public" }).sharing;
  expect(ideas.map(({ from }) => from)).toEqual([null, "Acme/Open#4"]);
});

it("what was answered in a private issue is counted for the public, and not quoted", () => {
  const made = [
    makeChange(toRepository({ id: 5 }), { number: 1, answer: { kind: "tags", tags: [toTag("refunds")] } }),
  ];
  const seen = [{ repositoryId: 5, number: 1, verdict: "no" as const, words: "not at Globex" }];
  const tell = (audience: RepositoryVisibility, seenVisibility: RepositoryVisibility) =>
    buildMade(made, { seen, seenVisibility }, { audience }).partners[0]?.seen[0];
  expect(tell("public", "private")).toMatchObject({ no: 1, words: [] });
  expect(tell("public", "internal")).toMatchObject({ no: 1, words: [] });
  expect(tell("private", "private")).toMatchObject({
    no: 1,
    words: [{ verdict: "no", text: "not at Globex" }],
  });
  expect(tell("public", "public")).toMatchObject({
    no: 1,
    words: [{ verdict: "no", text: "not at Globex" }],
  });
});

it("whoever opted out is in no form, also as co-author and in the words of others", () => {
  const person = (name: string, id: number) => ({ name, isLogin: true, id });
  const notes: Partial<ChangeNotes> = {
    credits: [
      { kind: "author", person: person("ann", 1) },
      { kind: "co-author", person: person("Hidden-One", 2) },
      { kind: "helped", person: { name: "hidden-one", isLogin: true } },
      { kind: "decision", person: person("ann", 1), words: "asked @Hidden-One first" },
    ],
    learnings: [{ text: "@hidden-one knew it", by: person("Hidden-One", 2) }],
  };
  const reason = "as @hidden-one found";
  const answer = { kind: "tags" as const, tags: [toTag("checkout-conversion", { reason })] };
  const seen = [{ repositoryId: 5, number: 1, verdict: "yes" as const, words: "thank @Hidden-One for it" }];
  const made = [makeChange(toRepository({ id: 5 }), { number: 1, answer }, { notes })];
  const optedOut = { ids: new Set([2]), logins: new Set(["hidden-one"]) };
  const forms = renderAllForms(buildMade(made, { optedOut, seen })).join("\n");
  expect(forms).not.toMatch(/hidden-one/iu);
  expect(forms).toContain("thank a colleague for it");
  expect(forms).toContain("knew it");
});

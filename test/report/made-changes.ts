import type { Tag } from "../../src/model/answer.ts";
import type { AssessedChange, ChangeAnswer } from "../../src/model/change.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A landed change of which a test names only what it is about; each number lands a minute after the one before. */
export function toChange(change: Partial<AssessedChange> & { readonly number: number }): AssessedChange {
  return {
    id: `#${change.number}`,
    sha: `${change.number.toString(16).padStart(8, "0")}${"ab".repeat(16)}`,
    title: `Change ${change.number}`,
    author: "ann",
    landedAtMs: Date.UTC(2026, 8, 1) + change.number * 60_000,
    areas: [],
    touchesNoArea: false,
    paths: [],
    eligible: true,
    asked: true,
    answer: { kind: "unanswered" },
    ...change,
  };
}

export function toTag(metric: string, tag: Partial<Tag> = {}): Tag {
  return { metric, effect: "moves", provenance: "declared", source: "line", ...tag };
}

export function toTags(...metrics: readonly string[]): ChangeAnswer {
  return { kind: "tags", tags: metrics.map((metric) => toTag(metric)) };
}

/** A small generator of numbers between 0 and 1 that gives the same ones for the same seed. */
function createNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORK: readonly {
  readonly area: string;
  readonly weight: number;
  readonly answers: number;
  readonly metrics: readonly string[];
  readonly titles: readonly string[];
}[] = [
  {
    area: "checkout",
    weight: 0.36,
    answers: 0.85,
    metrics: ["checkout-conversion", "checkout-conversion", "checkout-conversion", "refund-rate"],
    titles: [
      "feat(checkout): one page for address and payment",
      "fix(cart): round totals",
      "Show taxes before the last step",
    ],
  },
  {
    area: "search",
    weight: 0.2,
    answers: 0.8,
    metrics: ["search-latency", "checkout-conversion"],
    titles: ["Cache facets | per shop", "fix: empty query | returns nothing", "perf(search): fewer joins"],
  },
  {
    area: "billing",
    weight: 0.12,
    answers: 0.6,
    metrics: ["net-revenue-retention", "support-load"],
    titles: ["Remind before a card runs out", "Invoices in two languages"],
  },
  {
    area: "admin",
    weight: 0.18,
    answers: 0.12,
    metrics: ["support-load"],
    titles: ["Rework the user list", "Add <b>bulk</b> edit @octocat", "Closes #12: exports"],
  },
  {
    area: "build",
    weight: 0.09,
    answers: 0.7,
    metrics: ["build-minutes"],
    titles: ["Split the test run", "Bump the compiler"],
  },
  { area: "", weight: 0.05, answers: 0.3, metrics: ["deploy-count"], titles: ["Tidy the root folder"] },
];

function chooseWork(roll: number): (typeof WORK)[number] {
  let sum = 0;
  for (const work of WORK) {
    sum += work.weight;
    if (sum > roll) {
      return work;
    }
  }
  return WORK[0]!;
}

/** A quarter of a shop's work: lopsided, half silent in one place, with fixes, a revert and bots. */
export function makeShopChanges(count: number, seed: number): readonly AssessedChange[] {
  const next = createNumbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const roll = next();
    const work = chooseWork(roll);
    const isExempt = next() < 0.08;
    const answers = next() < work.answers;
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
    const number = 400 + index;
    const metric = pick(work.metrics);
    const path = `${work.area === "" ? "" : `${work.area}/`}file-${Math.floor(next() * 12)}.ts`;
    const isCommit = next() < 0.07;
    const change = toChange({
      number,
      title: isExempt ? "Bump a dependency" : pick(work.titles),
      author: work.area === "admin" ? "zoe" : pick(["ann", "bob", "cho", "dee", "eve", "fay"]),
      landedAtMs: Date.UTC(2026, 7, 25) + Math.floor(((index + next()) / count) * 90 * DAY_MS),
      areas: work.area === "" ? [] : [{ area: work.area, paths: 1 }],
      touchesNoArea: work.area === "",
      paths: [path],
      eligible: !isExempt,
      asked: !isExempt,
      ...(isExempt || !answers ? {} : { answer: makeAnswer(metric, next()) }),
      ...(isExempt || answers || metric === "deploy-count" || next() < 0.4 ? {} : { guess: metric }),
      ...(index > 0 && next() < 0.03 ? { reverts: { number: number - 1 } } : {}),
    });
    const { number: _number, ...commit } = change;
    return isCommit ? { ...commit, id: change.sha.slice(0, 12) } : change;
  });
}

function makeAnswer(metric: string, roll: number): ChangeAnswer {
  if (roll < 0.06) {
    return { kind: "none" };
  }
  if (roll < 0.1) {
    return { kind: "unsure" };
  }
  const provenance = roll < 0.25 ? "accepted" : roll < 0.32 ? "inherited" : "declared";
  const effect = provenance === "inherited" ? "enables" : roll > 0.95 ? "protects" : "moves";
  return { kind: "tags", tags: [toTag(metric, { provenance, effect })] };
}

import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { createClaimHistory } from "../src/tagging/claim-history.ts";
import { suggestMetrics } from "../src/tagging/suggest-metrics.ts";
import { fitWeights } from "./fit-weights.ts";
import { readScopedHistory, type ScopedChange, type ScopedHistory } from "./scoped-history.ts";
import type { Table } from "./table.ts";

/** Answered changes before the first one that is counted. */
const START = 200;
const MOST_SUGGESTIONS = 3;

/** Says what it would suggest for a change, and is then told what was declared. */
interface Suggester {
  suggest(change: ScopedChange): readonly string[];
  learn(change: ScopedChange): void;
}

interface Score {
  counted: number;
  shown: number;
  first: number;
  anyOfThree: number;
  /** Counted, but what was declared had never been declared before. */
  fresh: number;
  /** Of the others, shown, and one of three right. */
  shownKnown: number;
  anyOfThreeKnown: number;
  seconds: number;
}

/**
 * How often suggestions are right on real history: the scope of a title (`fix(scope): ...`) is taken out of it and
 * stands for the metric that was declared; each change is suggested for from those that landed before it.
 *
 * Options: `--repo PATH`, once or more; `--fit` prints the weights that fit these repositories best instead.
 */
export async function benchSuggest(options: readonly string[]): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: { repo: { type: "string", multiple: true, default: [] }, fit: { type: "boolean" } },
  });
  if (values.repo.length === 0) throw new Error("Name at least one local clone: --repo PATH.");
  const histories = await Promise.all(values.repo.map(readScopedHistory));
  if (values.fit) return [renderWeights(histories)];
  return histories.flatMap((history, index) => listTables(toName(values.repo[index] ?? ""), history));
}

function listTables(name: string, history: ScopedHistory): readonly Table[] {
  const suggesters = {
    Throughline: createOurs(history),
    "most frequent": createMostFrequent(),
    "most frequent of the folder": createMostFrequentOfFolder(),
  };
  const scores = Object.entries(suggesters).map(([label, it]) => ({ label, score: walk(history, it) }));
  const fresh = scores[0]?.score.fresh ?? 0;
  const counted = scores[0]?.score.counted ?? 0;
  return [
    {
      title: `${name}: ${counted} changes with a scope after the first ${START}, ${history.policy.catalog.metrics.length} scopes; ${toPercent(fresh, counted)} declared what nobody had before`,
      head: [
        "",
        "shown",
        "first right",
        "one of three right",
        "of those declared before",
        "changes a second",
      ],
      rows: scores.map(({ label, score }) => [
        label,
        toPercent(score.shown, score.counted),
        toPercent(score.first, score.shown),
        toPercent(score.anyOfThree, score.shown),
        toPercent(score.anyOfThreeKnown, score.shownKnown),
        String(Math.round(history.changes.length / score.seconds)),
      ]),
    },
  ];
}

function walk({ changes }: ScopedHistory, suggester: Suggester): Score {
  const score: Score = {
    counted: 0,
    shown: 0,
    first: 0,
    anyOfThree: 0,
    fresh: 0,
    shownKnown: 0,
    anyOfThreeKnown: 0,
    seconds: 0,
  };
  const declaredBefore = new Set<string>();
  const startMs = performance.now();
  for (const [index, change] of changes.entries()) {
    if (index >= START) {
      count(score, suggester.suggest(change), {
        declared: change.declared,
        isFresh: !change.declared.some((key) => declaredBefore.has(key)),
      });
    }
    suggester.learn(change);
    for (const key of change.declared) declaredBefore.add(key);
  }
  score.seconds = (performance.now() - startMs) / 1000;
  return score;
}

function count(
  score: Score,
  suggested: readonly string[],
  { declared, isFresh }: { readonly declared: readonly string[]; readonly isFresh: boolean },
): void {
  const isRight = suggested.some((key) => declared.includes(key));
  score.counted += 1;
  if (isFresh) score.fresh += 1;
  if (suggested.length === 0) return;
  score.shown += 1;
  if (declared.includes(suggested[0] ?? "")) score.first += 1;
  if (isRight) score.anyOfThree += 1;
  if (!isFresh) score.shownKnown += 1;
  if (!isFresh && isRight) score.anyOfThreeKnown += 1;
}

function createOurs({ policy }: ScopedHistory): Suggester {
  const history = createClaimHistory();
  return {
    suggest: ({ title, paths }) =>
      suggestMetrics({ title, paths, labels: [], linkedIssues: [], agentClaims: [] }, policy, history).map(
        ({ metric }) => metric,
      ),
    learn: (change) => history.add(change, change.declared),
  };
}

function createMostFrequent(): Suggester {
  const counts = new Map<string, number>();
  return {
    suggest: () => listMostFrequent(counts),
    learn: ({ declared }) => countAll(counts, declared),
  };
}

/** Of the deepest folder that holds all changed files, or of the nearest above it that people declared in. */
function createMostFrequentOfFolder(): Suggester {
  const byFolder = new Map<string, Map<string, number>>();
  return {
    suggest({ paths }) {
      const known = listFoldersUp(toCommonFolder(paths)).find((folder) => byFolder.has(folder));
      return listMostFrequent(byFolder.get(known ?? "") ?? new Map());
    },
    learn({ paths, declared }) {
      for (const folder of listFoldersUp(toCommonFolder(paths))) {
        const counts = byFolder.get(folder) ?? new Map<string, number>();
        byFolder.set(folder, counts);
        countAll(counts, declared);
      }
    },
  };
}

function countAll(counts: Map<string, number>, keys: readonly string[]): void {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
}

function listMostFrequent(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(([key]) => key);
}

function toCommonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split("/").slice(0, -1));
  const end = first.findIndex((part, index) => others.some((parts) => parts[index] !== part));
  return first.slice(0, end < 0 ? first.length : end).join("/");
}

/** `a/b` -> `a/b`, `a`, `` */
function listFoldersUp(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; at !== "" && at !== "."; at = dirname(at)) folders.push(at);
  return [...folders, ""];
}

function renderWeights(histories: readonly ScopedHistory[]): Table {
  return {
    title: "Weights under which what was declared is most likely",
    head: ["weight", "value"],
    rows: Object.entries(fitWeights(histories, START)).map(([weight, value]) => [weight, value.toFixed(2)]),
  };
}

/** `.../vitejs+vite/repo` -> `vitejs+vite/repo` */
function toName(folder: string): string {
  return `${basename(dirname(folder))}/${basename(folder)}`;
}

function toPercent(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((part / whole) * 100).toFixed(1)} %`;
}

import { listTitleWords } from "./match-keywords.ts";
import { listPathPrefixes, samplePaths } from "./path-prefixes.ts";
import { createRecentClaims, type Recent } from "./recent-claims.ts";

/** What a change shows of itself before anybody says what it is for. */
export interface ChangeTraits {
  readonly title: string;
  readonly paths: readonly string[];
}

/** What people declared, counted: by folder and file, by word of the title, and in the whole repository. */
export interface ClaimCounts {
  add(change: ChangeTraits, metrics: readonly string[]): void;
  findByPrefix(prefix: string): Recent | undefined;
  findByWord(word: string): Recent | undefined;
  /** Of the latest answered changes of the repository, the part that claims the metric. */
  toLatestShare(metric: string): number;
  /** Answered changes that ever claimed the metric. */
  countClaims(metric: string): number;
  /** Answered changes so far. */
  readonly changes: number;
  /** Different metrics that they claimed. */
  readonly metrics: number;
}

/** Answered changes that a prefix, a word and the repository remember. */
const WINDOW = 40;
const MOST_PREFIXES = 50_000;
const MOST_WORDS = 20_000;
/** Paths of one change that are counted, evenly spread. */
const MOST_PATHS = 200;

export function createClaimCounts(): ClaimCounts {
  const byPrefix = createRecentClaims({ window: WINDOW, mostKeys: MOST_PREFIXES });
  const byWord = createRecentClaims({ window: WINDOW, mostKeys: MOST_WORDS });
  const ever = new Map<string, number>();
  const latest = new Map<string, number>();
  const window: (readonly string[])[] = [];
  let changes = 0;
  return {
    add({ title, paths }, metrics) {
      const claimed = [...new Set(metrics)].sort();
      if (claimed.length === 0) return;
      changes += 1;
      window.push(claimed);
      countAll(ever, claimed, 1);
      countAll(latest, claimed, 1);
      if (window.length > WINDOW) countAll(latest, window.shift() ?? [], -1);
      for (const prefix of new Set(samplePaths(paths, MOST_PATHS).flatMap(listPathPrefixes))) {
        byPrefix.add(prefix, claimed);
      }
      for (const word of listTitleWords(title)) byWord.add(word, claimed);
    },
    findByPrefix: (prefix) => byPrefix.find(prefix),
    findByWord: (word) => byWord.find(word),
    toLatestShare: (metric) => (latest.get(metric) ?? 0) / Math.max(1, window.length),
    countClaims: (metric) => ever.get(metric) ?? 0,
    get changes() {
      return changes;
    },
    get metrics() {
      return ever.size;
    },
  };
}

function countAll(counts: Map<string, number>, metrics: readonly string[], step: 1 | -1): void {
  for (const metric of metrics) counts.set(metric, (counts.get(metric) ?? 0) + step);
}

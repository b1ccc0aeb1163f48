import type { Area } from "../model/catalog.ts";
import { type CompiledGlob, indexGlobs } from "./globs.ts";

/** A glob of an area that matches a path. */
interface AreaRule {
  readonly area: string;
  readonly glob: string;
}

interface MatchedAreas {
  /** Touched areas with how many of the paths each has, most first (tie: catalog order). */
  readonly areas: readonly { readonly area: string; readonly paths: number }[];
  /** How many of the paths are in no area. */
  readonly unmatched: number;
}

export interface AreaMatcher {
  matchAreas(paths: readonly string[]): MatchedAreas;
  /** Most specific first: longest literal prefix, then longest glob, then order in the file. */
  findRules(path: string): readonly AreaRule[];
}

/** Compile once for a catalog: a path is then asked of few globs, and of none that was asked lately. */
export function compileAreas(areas: readonly Area[]): AreaMatcher {
  const rules = areas.flatMap((area, order) => area.paths.map((glob) => ({ area: area.key, order, glob })));
  const index = indexGlobs(rules.map((rule) => rule.glob));
  const toRules = (matches: readonly number[]): readonly AreaRule[] =>
    [...matches]
      .sort((left, right) => compareSpecificity(index.globs[left], index.globs[right]) || left - right)
      .flatMap((match) => rules[match] ?? [])
      .map(({ area, glob }) => ({ area, glob }));
  // Paths share their matches, so there are few of them, and each is put in order once.
  const rulesOf = new WeakMap<readonly number[], readonly AreaRule[]>();
  return {
    matchAreas: (paths) => {
      const counts = new Map<number, number>();
      let unmatched = 0;
      for (const path of paths) {
        const matches = index.findMatches(path);
        if (matches.length === 0) unmatched += 1;
        // Rules of one area stand together, so an area that matches twice shows as the same order twice in a row.
        let last = -1;
        for (const match of matches) {
          const order = rules[match]?.order ?? -1;
          if (order !== last) counts.set(order, (counts.get(order) ?? 0) + 1);
          last = order;
        }
      }
      return { areas: toCounted(areas, counts), unmatched };
    },
    findRules: (path) => {
      const matches = index.findMatches(path);
      const known = rulesOf.get(matches);
      if (known !== undefined) return known;
      const found = toRules(matches);
      rulesOf.set(matches, found);
      return found;
    },
  };
}

function toCounted(areas: readonly Area[], counts: ReadonlyMap<number, number>): MatchedAreas["areas"] {
  if (counts.size === 0) return [];
  return [...counts]
    .sort(([leftOrder, left], [rightOrder, right]) => right - left || leftOrder - rightOrder)
    .flatMap(([order, paths]) => {
      const area = areas[order];
      return area === undefined ? [] : [{ area: area.key, paths }];
    });
}

function compareSpecificity(left: CompiledGlob | undefined, right: CompiledGlob | undefined): number {
  const byPrefix = (right?.literalPrefix.length ?? 0) - (left?.literalPrefix.length ?? 0);
  return byPrefix || (right?.glob.length ?? 0) - (left?.glob.length ?? 0);
}

/**
 * True where the pattern is the login, in any case; `*` stands for any text and nothing else is special:
 * `renovate[bot]` is that login. Takes time of at most pattern times login.
 */
export function isLoginMatch(pattern: string, login: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = login.toLowerCase();
  let at = 0;
  let place = 0;
  // Where the last `*` stands, and how far it has been stretched: on a mismatch only that one is stretched further.
  let star = -1;
  let stretchedTo = 0;
  while (place < given.length) {
    if (wanted[at] === "*") {
      star = at;
      at += 1;
      stretchedTo = place;
    } else if (at < wanted.length && wanted[at] === given[place]) {
      at += 1;
      place += 1;
    } else if (star !== -1) {
      at = star + 1;
      stretchedTo += 1;
      place = stretchedTo;
    } else return false;
  }
  while (wanted[at] === "*") at += 1;
  return at === wanted.length;
}

import { showCode } from "../text/show-code.ts";
import type { Policy } from "./compile-policy.ts";
import { samplePaths } from "./path-prefixes.ts";
import type { Evidence } from "./rank-evidence.ts";

/** Paths of one change whose rules are looked up; a change of 3,000 files says no more than 300 of them. */
const MOST_PATHS = 300;
/** How sure the usual metric of an area is for a change that is all in it, and each metric after it. */
const USUAL = 0.5;
const FURTHER = 0.3;

interface AreaShare {
  paths: number;
  readonly glob: string;
}

/** Metrics of the areas that the paths are in: for each path the most specific rule counts. */
export function listPathEvidence(paths: readonly string[], policy: Policy): readonly Evidence[] {
  const looked = samplePaths(paths, MOST_PATHS);
  const shares = new Map<string, AreaShare>();
  for (const path of looked) {
    const rule = policy.areas
      .findRules(path)
      .find(({ area }) => (policy.areasByKey.get(area)?.metrics.length ?? 0) > 0);
    if (rule !== undefined) {
      const share = shares.get(rule.area) ?? { paths: 0, glob: rule.glob };
      share.paths += 1;
      shares.set(rule.area, share);
    }
  }
  return [...shares].flatMap(([area, share]) =>
    (policy.areasByKey.get(area)?.metrics ?? []).map((metric, index) => ({
      metric,
      source: "path" as const,
      area,
      renderReason: () =>
        `${share.paths === looked.length ? "it changes" : "part of it changes"} ${showCode(share.glob)}`,
      // The square root: half of the files in an area say more than half as much as all of them.
      sureness: (index === 0 ? USUAL : FURTHER) * Math.sqrt(share.paths / looked.length),
    })),
  );
}

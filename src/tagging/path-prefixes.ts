const DEEPEST = 12;

/** `a/b/c.ts` -> `a`, `a/b`, `a/b/c.ts` */
export function listPathPrefixes(path: string): readonly string[] {
  const prefixes: string[] = [];
  for (
    let slash = path.indexOf("/");
    slash > 0 && prefixes.length < DEEPEST;
    slash = path.indexOf("/", slash + 1)
  ) {
    prefixes.push(path.slice(0, slash));
  }
  prefixes.push(path);
  return prefixes;
}

/**
 * At most `most` of the paths, sorted and evenly spread: what a change of 3,000 files touches is seen in a few hundred
 * of them. Sorted, so that the order of the source decides nothing, not even the last digit of a sum.
 */
export function samplePaths(paths: readonly string[], most: number): readonly string[] {
  const sorted = isSorted(paths) ? paths : [...paths].sort();
  if (sorted.length <= most) {
    return sorted;
  }
  const step = sorted.length / most;
  return Array.from({ length: most }, (_, index) => sorted[Math.floor(index * step)] ?? "");
}

/** git lists paths in order, and each change is sampled several times. */
function isSorted(paths: readonly string[]): boolean {
  for (let index = 1; index < paths.length; index += 1) {
    if ((paths[index - 1] ?? "") > (paths[index] ?? "")) {
      return false;
    }
  }
  return true;
}

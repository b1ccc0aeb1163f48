import { indexGlobs } from "./index-globs.ts";

/**
 * True for a path that one of the globs matches. Dot files match; extended forms are off. No globs: nothing matches.
 * Throws on a glob that `describeGlobFault` refuses.
 */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  const index = indexGlobs(globs);
  return (path) => index.findMatches(path).length > 0;
}

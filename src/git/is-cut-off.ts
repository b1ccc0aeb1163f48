import { runGit } from "./run-git.ts";
import type { GitPlace } from "./start-git.ts";

/**
 * Whether the oldest commit of a shallow clone's line has a parent that the clone lacks. Its own text names the
 * parent, although git shows it as a commit without one. A shallow clone may still hold the whole first-parent line.
 */
export async function isCutOff(place: GitPlace, oldest: string): Promise<boolean> {
  const commit = await runGit(place, ["cat-file", "commit", oldest]);
  return /^tree [0-9a-f]+\nparent /.test(commit.stdout.toString("latin1"));
}

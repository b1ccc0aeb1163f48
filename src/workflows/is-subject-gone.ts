import type { Subject } from "../model/subject.ts";
import type { GitHub } from "./ports/git-hub.ts";
import { GitHubError } from "./ports/git-hub-error.ts";

/**
 * Whether the subject itself is no longer there, asked after GitHub said so of something: a comment, a commit or a
 * file that is gone takes nothing else with it.
 */
export async function isSubjectGone(github: GitHub, subject: Subject): Promise<boolean> {
  // What is said on a pull request is said once, and a merge queue waits for its answer; sweeps and commands come to
  // all other subjects again.
  const isOnce = subject.kind === "pull-request" || subject.kind === "merge-group" || subject.kind === "head";
  if (!isOnce) return true;
  try {
    const repository = await github.readRepository(subject.repositoryId);
    if (repository === undefined) return true;
    if (subject.kind !== "pull-request") return false;
    return (await github.readPullRequest({ ...repository, number: subject.number })) === undefined;
  } catch (error) {
    if (error instanceof GitHubError && error.failure.kind === "gone") return true;
    throw error;
  }
}

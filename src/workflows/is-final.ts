import { GitHubError } from "./ports/git-hub-error.ts";

/** True for an answer of GitHub that will be the same however often it is asked: not a limit, a fault or a token. */
export function isFinal(error: unknown): error is GitHubError {
  if (!(error instanceof GitHubError)) return false;
  const { kind } = error.failure;
  return kind === "gone" || kind === "forbidden" || kind === "refused";
}

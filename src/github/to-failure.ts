import type { GitHubFailure } from "../workflows/ports/git-hub-error.ts";
import { findLimit } from "./find-limit.ts";
import type { GitHubAnswer } from "./git-hub-client.ts";
import { toGitHubWords } from "./to-git-hub-words.ts";

/** GitHub answers 403 for both, and in neither case does asking again help. */
const GONE_WORDS = /has been suspended|repository access blocked|repository (?:was|is) (?:disabled|locked)/i;

const NO_COMMIT_WORDS = /\bno commit found\b/i;
const VALIDATION_WORDS = /^(?:validation failed|invalid request|invalid property|problems parsing)/i;
/** `POST /repos/{owner}/{repo}/check-runs`, `GET /repos/{owner}/{repo}/commits/{ref}/check-runs` */
const OF_A_COMMIT = /^(?:POST|GET) \S*\/check-runs$/;

/**
 * Webhooks of a fork's push and of a merge group come before the commit can be seen in the base repository. A request
 * that is really wrong is answered with what is wrong in it.
 */
export function isUnseenCommit(route: string, { data }: Pick<GitHubAnswer, "data">): boolean {
  const words = toGitHubWords(data);
  if (NO_COMMIT_WORDS.test(words)) return true;
  return OF_A_COMMIT.test(route) && !VALIDATION_WORDS.test(words) && !hasErrors(data);
}

function hasErrors(data: unknown): boolean {
  return typeof data === "object" && data !== null && "errors" in data && data.errors != null;
}

/** What a status that is no answer to `route` means. */
export function toFailure(route: string, answer: GitHubAnswer, nowMs: number): GitHubFailure {
  const limit = findLimit(answer, nowMs);
  if (limit !== undefined) return limit;
  const { status, data } = answer;
  const words = toGitHubWords(data);
  const message = `${route}: ${status}${words === "" ? "" : ` ${words}`}`;
  switch (status) {
    case 401:
      return { kind: "unauthorized", message };
    case 403:
      return GONE_WORDS.test(words) ? { kind: "gone", status, message } : { kind: "forbidden", message };
    case 404:
    case 410:
    case 451:
      return { kind: "gone", status, message };
    case 408:
      return { kind: "fault", message };
    case 409:
      // Another change of the same thing is under way, or what it needs has not come to all of GitHub's servers.
      return { kind: "lagging", status, message };
    case 422:
      return isUnseenCommit(route, answer)
        ? { kind: "lagging", status, message }
        : { kind: "refused", status, message };
    default:
      // What is under 400 is not what the route answers when it did as asked.
      return status >= 400 && status < 500
        ? { kind: "refused", status, message }
        : { kind: "fault", message };
  }
}

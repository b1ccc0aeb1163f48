import type { GitHubFailure } from "../workflows/ports/git-hub-error.ts";
import { findLimit } from "./find-limit.ts";
import type { GitHubAnswer } from "./git-hub-client.ts";
import { toGitHubWords } from "./to-git-hub-words.ts";

/** GitHub answers 403 for both, and in neither case does asking again help. */
const GONE_WORDS = /has been suspended|repository access blocked|repository (?:was|is) (?:disabled|locked)/i;

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
    default:
      // What is under 400 is not what the route answers when it did as asked.
      return status >= 400 && status < 500
        ? { kind: "refused", status, message }
        : { kind: "fault", message };
  }
}

import { z } from "zod";
import type { GitHubFailure } from "../workflows/ports/git-hub-error.ts";
import type { GitHubAnswer } from "./git-hub-client.ts";
import { toGitHubWords } from "./to-git-hub-words.ts";

type Limit = Extract<GitHubFailure, { kind: "limited" }>;

const LIMIT_WORDS = /secondary rate limit|rate limit exceeded|abuse detection/i;
// "wait for at least one minute": https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
const UNTOLD_WAIT_MS = 60_000;
/** A header that is garbage must not silence an installation for years. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** The limit that an answer tells of. Enterprise Server sends no headers where limits are off. */
export function findLimit(answer: GitHubAnswer, nowMs: number): Limit | undefined {
  const { status, headers } = answer;
  if (
    !(status === 429 || (status === 403 && isLimit(answer)) || (status === 200 && isGraphQLLimit(answer)))
  ) {
    return undefined;
  }
  const retryAfterMs = readRetryAfterMs(headers, nowMs);
  const resetMs = findExhaustedUntil(answer, nowMs);
  return {
    kind: "limited",
    untilMs: Math.max(retryAfterMs ?? resetMs ?? nowMs + UNTOLD_WAIT_MS, nowMs + 1000),
    why: resetMs === undefined ? "secondary" : "primary",
  };
}

/**
 * From when on an installation may ask again whose limit this answer used up. GitHub tells in its own time: only the
 * distance to its `date` counts, so that a clock of ours that is wrong does no harm.
 */
export function findExhaustedUntil({ headers }: GitHubAnswer, nowMs: number): number | undefined {
  const resetMs = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000;
  if (headers["x-ratelimit-remaining"] !== "0" || !Number.isFinite(resetMs)) return undefined;
  const toldAtMs = Date.parse(headers["date"] ?? "");
  const waitMs = resetMs - (Number.isNaN(toldAtMs) ? nowMs : toldAtMs);
  return nowMs + Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}

function isLimit({ headers, data }: GitHubAnswer): boolean {
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    LIMIT_WORDS.test(toGitHubWords(data))
  );
}

const graphQLErrors = z.object({
  errors: z.array(z.object({ type: z.string().nullish(), message: z.string().nullish() })),
});

/** GraphQL tells of its limits with 200. */
function isGraphQLLimit({ data }: GitHubAnswer): boolean {
  const parsed = graphQLErrors.safeParse(data);
  return (
    parsed.success &&
    parsed.data.errors.some(({ type, message }) => type === "RATE_LIMITED" || LIMIT_WORDS.test(message ?? ""))
  );
}

/** Seconds, or an HTTP date. */
function readRetryAfterMs(headers: GitHubAnswer["headers"], nowMs: number): number | undefined {
  const text = headers["retry-after"];
  if (text === undefined || text.trim() === "") return undefined;
  const waitMs = /^\s*\d+\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : nowMs + Math.min(waitMs, LONGEST_WAIT_MS);
}

import type { Fault } from "../simulated-git-hub.ts";
import { Refusal } from "./refusal.ts";
import type { Reply } from "./route.ts";

/**
 * What an injected fault answers; undefined where it answers nothing of its own.
 *
 * @param holdBack Told of a limit: for so many milliseconds, or undefined where the answer does not say.
 */
export function toFaultReply(
  fault: Fault["what"],
  holdBack: (forMs: number | undefined) => void,
): Reply | undefined {
  switch (fault.kind) {
    case "status":
      return { status: fault.status, json: { message: fault.message ?? toStatusWords(fault.status) } };
    case "not-json":
      return { status: 200, text: "<html>Unicorn!</html>" };
    case "secondary-limit": {
      const { retryAfterS, status } = fault;
      holdBack(retryAfterS === undefined ? undefined : retryAfterS * 1000);
      return new Refusal(
        status,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        retryAfterS === undefined ? {} : { headers: { "retry-after": `${retryAfterS}` } },
      ).reply;
    }
    case "hang":
    case "latency":
    case "reset":
      return undefined;
  }
}

function toStatusWords(status: number): string {
  if (status === 502) return "Server Error";
  if (status === 503) return "Service Unavailable";
  if (status === 404) return "Not Found";
  if (status === 401) return "Bad credentials";
  return status >= 500 ? "Server Error" : `Status ${status}`;
}

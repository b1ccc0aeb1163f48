import type { LoggedRequest } from "../github/simulated-git-hub.ts";
import type { Act } from "../play/stage.ts";

/** What a request of the app did, where it wrote something; `""` where it only read. */
export function toWritten({ route, status }: Pick<LoggedRequest, "route" | "status">): string {
  if (status === undefined || status >= 300) return "";
  return WRITES.find(([pattern]) => pattern.test(route))?.[1] ?? "";
}

const WRITES: readonly (readonly [RegExp, string])[] = [
  [/^POST .*\/check-runs$/, "posted a check"],
  [/^PATCH .*\/check-runs\//, "updated a check"],
  [/^POST .*\/reactions$/, "reacted to a comment"],
  [/^POST .*\/comments$/, "wrote a comment"],
  [/^PATCH .*\/comments\//, "edited a comment"],
  [/^POST .*\/issues$/, "opened an issue"],
  [/^PATCH .*\/issues\//, "edited an issue"],
];

/** One sentence on what followed from an act: `GitHub sent 2 webhooks; the app asked 5 times, and posted a check.` */
export function tellAct({ webhooks, requests }: Pick<Act, "webhooks" | "requests">): string {
  if (webhooks.length === 0 && requests.length === 0) {
    return "GitHub tells no app of this, so nothing was sent and nothing was asked.";
  }
  const written = new Map<string, number>();
  for (const request of requests) {
    const what = toWritten(request);
    if (what !== "") written.set(what, (written.get(what) ?? 0) + 1);
  }
  const reads = requests.filter(
    ({ route }) => !/access_tokens/.test(route) && /^GET|graphql/.test(route),
  ).length;
  // In one order, whichever came first.
  const did = [...written]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`));
  const asked =
    reads === 0
      ? "the app had to read nothing"
      : reads === 1
        ? "the app read once"
        : `the app read ${reads} times`;
  return `GitHub sent ${count(webhooks.length, "webhook")}; ${asked} and ${did.length === 0 ? "wrote nothing, for nothing differs" : did.join(", ")}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

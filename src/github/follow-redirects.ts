import type { Call } from "./create-transport.ts";
import type { GitHubAnswer } from "./git-hub-client.ts";

// 303 asks for a GET of something else: nothing of GitHub's answers so.
const REDIRECTS: readonly number[] = [301, 302, 307, 308];
const MOST_REDIRECTS = 3;

/**
 * Sends a request, and sends it again to its new address after a rename or transfer: same method, same body. fetch by
 * itself would replay a POST as a GET, which answers 200 and writes nothing.
 */
export async function followRedirects(
  first: Call,
  exchange: (call: Call) => Promise<GitHubAnswer>,
): Promise<GitHubAnswer> {
  let call = first;
  let answer = await exchange(call);
  for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
    const next = findTarget(call, answer);
    if (next === undefined) break;
    call = next;
    answer = await exchange(call);
  }
  return answer;
}

/** `undefined`: no redirect, or one to another host, where our token has no business. */
function findTarget(call: Call, { status, headers }: GitHubAnswer): Call | undefined {
  const location = headers["location"];
  if (!REDIRECTS.includes(status) || location === undefined || !URL.canParse(location, call.url)) {
    return undefined;
  }
  const target = new URL(location, call.url);
  if (target.origin !== new URL(call.url).origin) return undefined;
  // octokit takes `:word` in an address for a parameter.
  const path = `${target.pathname}${target.search}`.replaceAll(":", "%3A");
  return { ...call, url: `${target.origin}${path}` };
}

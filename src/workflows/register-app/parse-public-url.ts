import { fail, type Result, succeed } from "../../model/result.ts";
import type { GitHubAddress } from "../../settings/settings.ts";
import { isLoopbackHost, isPrivateHost, isUnusableHost } from "./is-private-host.ts";
import { WEBHOOK_PATH } from "./webhook-path.ts";

const LONGEST = 500;

/**
 * The address at which GitHub is to reach the service, without a slash at its end; the path of the webhook may be
 * written with it. The failure is a sentence. Whether anything answers there is another question.
 */
export function parsePublicUrl(text: string, gitHub: GitHubAddress): Result<string, string> {
  const written = text.trim();
  if (written === "") return fail("Write the address, such as https://throughline.example.com.");
  if (written.length > LONGEST || !URL.canParse(written)) {
    return fail("This is no address: write it with https://, such as https://throughline.example.com.");
  }
  const url = new URL(written);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return fail("The address has to start with https://.");
  if (url.username !== "" || url.password !== "") return fail("Leave out the user name and the password.");
  if (url.search !== "" || url.hash !== "") return fail("Leave out what begins with ? or #.");
  if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) {
    return fail("The address has to start with https://: webhooks hold what people write.");
  }
  const unreachable = findUnreachable(url.hostname, gitHub);
  if (unreachable !== undefined) return fail(unreachable);
  const path = url.pathname.replace(/\/+$/, "");
  return succeed(url.origin + (path.endsWith(WEBHOOK_PATH) ? path.slice(0, -WEBHOOK_PATH.length) : path));
}

function findUnreachable(host: string, gitHub: GitHubAddress): string | undefined {
  const asker = new URL(gitHub.webUrl).hostname;
  if (isUnusableHost(host)) return `${host} is an address of no service: write that of your proxy or tunnel.`;
  if (isLoopbackHost(host) && !isLoopbackHost(asker)) {
    return `${host} is this machine alone, and ${asker} can't reach it: write the address of your proxy or tunnel.`;
  }
  if (gitHub.isEnterpriseServer || !isPrivateHost(host)) return undefined;
  return `${host} can be reached from your own network only, and not by ${asker}: write a public address.`;
}

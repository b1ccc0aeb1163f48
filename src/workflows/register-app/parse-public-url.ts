import { fail, type Result, succeed } from "../../model/result.ts";
import type { GitHubAddress } from "../../settings/settings.ts";

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

const LOOPBACK_NAME = /(?:^|\.)localhost$/;
/** `intranet`, `shop.local`, `shop.internal`: names that only a network of one's own knows. */
const PRIVATE_NAME = /^[^.]+$|\.(?:local|internal|lan|home\.arpa)$/;
/** `10.1.2.3` */
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/;
/** `::ffff:7f00:1`, as URL writes an IPv4 address inside an IPv6 one; also of NAT64, and without a mark. */
const EMBEDDED = /^(?:::(?:ffff:)?|64:ff9b::)([0-9a-f]{1,4}):[0-9a-f]{1,4}$/;

/** True for this machine itself, as URL writes host names: `localhost`, `127.0.0.1`, `[::1]`. */
export function isLoopbackHost(host: string): boolean {
  const name = toBare(host);
  if (name === "::1" || LOOPBACK_NAME.test(name)) return true;
  return toFirstBytes(name)?.[0] === 127;
}

/**
 * True where nobody outside one's own network can reach the host: loopback, private and link-local addresses, names
 * without a dot. A public name may still lead to such an address; only asking tells.
 */
export function isPrivateHost(host: string): boolean {
  if (isLoopbackHost(host)) return true;
  const name = toBare(host);
  const bytes = toFirstBytes(name);
  if (bytes !== undefined) return isPrivateIpv4(bytes);
  // Unique local: fc00::/7.
  if (name.includes(":")) return isUnusableHost(name) || /^f[cd]../.test(name);
  return PRIVATE_NAME.test(name);
}

/**
 * True for addresses that no service for others has: unspecified, multicast, reserved, and link-local ones, on one of
 * which clouds hand out the secrets of a machine. They are not even asked.
 */
export function isUnusableHost(host: string): boolean {
  const name = toBare(host);
  const bytes = toFirstBytes(name);
  if (bytes === undefined) return name === "::" || /^(?:ff..|fe[89ab].):/.test(name);
  const [first, second] = bytes;
  return first === 0 || first >= 224 || (first === 169 && second === 254);
}

/** In one spelling: resolvers write `::ffff:10.0.0.1` and `fe80::1%eth0`, where URL writes numbers alone. */
function toBare(host: string): string {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/%.*$/, "")
    .replace(/\.$/, "");
  if (!name.includes(":") || !URL.canParse(`http://[${name}]`)) return name;
  return new URL(`http://[${name}]`).hostname.slice(1, -1);
}

/** The first two bytes of an IPv4 address, also of one inside IPv6: they tell which block it is of. */
function toFirstBytes(name: string): readonly [number, number] | undefined {
  const [, first, second] = IPV4.exec(name) ?? [];
  if (first !== undefined && second !== undefined) return [Number(first), Number(second)];
  const [, mapped] = EMBEDDED.exec(name) ?? [];
  if (mapped === undefined) return undefined;
  const word = Number.parseInt(mapped, 16);
  return [word >> 8, word & 0xff];
}

// https://www.rfc-editor.org/rfc/rfc6890
function isPrivateIpv4([first, second]: readonly [number, number]): boolean {
  if (first === 0 || first === 10 || first === 127 || first >= 224) return true;
  if (first === 100) return second >= 64 && second <= 127;
  if (first === 169) return second === 254;
  if (first === 172) return second >= 16 && second <= 31;
  return first === 192 && second === 168;
}

/** Where webhooks come in, below the public address. */
export const WEBHOOK_PATH = "/api/github/webhooks";

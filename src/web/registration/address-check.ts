import { createHmac } from "node:crypto";
import { lookup } from "node:dns/promises";
import { html } from "hono/html";
import { isPrivateHost, isUnusableHost } from "../../workflows/register-app/parse-public-url.ts";
import type { Html } from "../page-frame.ts";
import { createSecret, isSameSecret } from "./setup-access.ts";

/** What came of asking the public address for this very service. */
type AddressFinding =
  | { readonly kind: "reached" }
  /** Somebody else answers there, or we do through something that takes headers away. */
  | { readonly kind: "another"; readonly status: number }
  | { readonly kind: "redirected"; readonly location: string }
  | { readonly kind: "unreachable"; readonly reason: string };

interface AddressReport {
  readonly finding: AddressFinding;
  /** The name leads to an address that only one's own network reaches. */
  readonly privateAddress?: string;
}

export const NONCE_HEADER = "x-throughline-nonce";
const PROOF_HEADER = "x-throughline-proof";
/** As long as ours are; nothing else is answered. */
const NONCE = /^[\w-]{43}$/;
const TIMEOUT_MS = 5_000;
const LONGEST_LOCATION = 200;

interface AddressCheckOptions {
  readonly fetch?: typeof fetch;
  /** The addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Of each of the two; 5,000 unless told. */
  readonly timeoutMs?: number;
}

/**
 * Asks the public address of the service for the service itself. That this machine reaches it does not mean that
 * GitHub does, so the finding is told and nothing follows from it.
 *
 * Who may ask has the terminal's link, and could still use this machine to look around in its network. So it is one
 * GET of one path, without redirects, and nothing of the answer is read but its head: over plain HTTP to this machine
 * alone, else only to who has a certificate for the name. Addresses of no service are not asked.
 */
export class AddressCheck {
  readonly #key = createSecret();
  readonly #fetch: typeof fetch;
  readonly #resolve: (host: string) => Promise<readonly string[]>;
  readonly #timeoutMs: number;

  constructor(options: AddressCheckOptions = {}) {
    this.#fetch = options.fetch ?? fetch;
    this.#resolve = options.resolve ?? resolveHost;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** What `/healthz` adds to its answer, by which we know ourselves: nobody else has the key. */
  prove(nonce: string | undefined): Readonly<Record<string, string>> {
    if (nonce === undefined || !NONCE.test(nonce)) return {};
    return { [PROOF_HEADER]: createHmac("sha256", this.#key).update(nonce).digest("base64url") };
  }

  async ask(publicUrl: string): Promise<AddressReport> {
    const host = new URL(publicUrl).hostname;
    const addresses = await this.#resolveSoon(host);
    const unusable = [host, ...addresses].find((address) => isUnusableHost(address));
    if (unusable !== undefined) {
      return {
        finding: { kind: "unreachable", reason: `the name leads to ${unusable}, where no service is` },
      };
    }
    // Written as an address, or local by its name: the form has judged that already.
    const privateAddress = isPrivateHost(host) ? undefined : addresses.find((one) => isPrivateHost(one));
    const finding = await this.#find(publicUrl);
    return { finding, ...(privateAddress === undefined ? {} : { privateAddress }) };
  }

  async #find(publicUrl: string): Promise<AddressFinding> {
    const nonce = createSecret();
    try {
      const response = await this.#fetch(`${publicUrl}/healthz`, {
        headers: { [NONCE_HEADER]: nonce },
        redirect: "manual",
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      await response.body?.cancel();
      const { status, headers } = response;
      const location = headers.get("location");
      if (status >= 300 && status < 400 && location !== null)
        return { kind: "redirected", location: toShort(location) };
      const [proof] = Object.values(this.prove(nonce));
      const isOurs = isSameSecret(headers.get(PROOF_HEADER) ?? "", proof ?? "");
      return isOurs ? { kind: "reached" } : { kind: "another", status };
    } catch (error) {
      return { kind: "unreachable", reason: toReason(error) };
    }
  }

  /** A name server that does not answer is waited for longer than a person waits for a page. */
  async #resolveSoon(host: string): Promise<readonly string[]> {
    const late = Promise.withResolvers<readonly string[]>();
    const timer = setTimeout(() => late.resolve([]), this.#timeoutMs);
    const bare = host.replace(/^\[|\]$/g, "");
    const found = this.#resolve(bare).catch(() => []);
    return Promise.race([found, late.promise]).finally(() => clearTimeout(timer));
  }
}

async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** Whoever answers there has written it, and may have written pages of it. */
function toShort(location: string): string {
  return location.length > LONGEST_LOCATION ? `${location.slice(0, LONGEST_LOCATION)}...` : location;
}

/** The code of what failed beneath fetch, which itself only says that it failed. */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  if (error.name === "TimeoutError") return "it did not answer in time";
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "the name is not known";
    case "ECONNREFUSED":
      return "the connection was refused";
    case "ECONNRESET":
      return "the connection was cut";
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return "its certificate is of nobody whom this machine trusts";
    case "CERT_HAS_EXPIRED":
      return "its certificate has expired";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return "its certificate is for another name";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "no way leads there from this machine";
    default:
      if (typeof code === "string") return code;
      return cause instanceof Error ? cause.message : error.message;
  }
}

/** What asking the public address came to, and what to do. Never a reason to stop: GitHub may see it differently. */
export function renderAddressReport(publicUrl: string, { finding, privateAddress }: AddressReport): Html {
  const privately =
    privateAddress === undefined
      ? ""
      : html`<p>The name leads to ${privateAddress}, an address of your own network. GitHub asks its own name server; make sure that it gets a public one.</p>`;
  if (finding.kind === "reached") {
    return html`<div class="good" role="status"><p>${publicUrl} leads to this service. That was asked from this machine; whether GitHub can do so too shows with its first webhook.</p>${privately}</div>`;
  }
  const [what, advice] = describe(finding);
  return html`<div class="note" role="status"><p><strong>${publicUrl} does not seem to lead here: ${what}.</strong> ${advice}</p>${privately}</div>`;
}

type Missed = Exclude<AddressReport["finding"], { readonly kind: "reached" }>;

function describe(finding: Missed): readonly [string, string] {
  switch (finding.kind) {
    case "another":
      return [
        `something else answered with ${finding.status}`,
        "Have your proxy hand /healthz, /setup and /api/github/webhooks on to this service.",
      ];
    case "redirected":
      return [
        `it redirects to ${finding.location}`,
        "GitHub does not follow redirects of webhooks: write the address behind it.",
      ];
    case "unreachable":
      return [
        finding.reason,
        "Some networks can't reach their own public address from inside; else look at the name, the proxy and the firewall. You may go on and change the address later, in the app's settings on GitHub.",
      ];
  }
}

import { createHmac } from "node:crypto";
import { lookup } from "node:dns/promises";
import { isPrivateHost } from "../../workflows/register-app/is-private-host.ts";
import { createSecret } from "./create-secret.ts";
import { isSameSecret } from "./is-same-secret.ts";

/** What came of asking the public address for this very service. */
export type AddressFinding =
  | { readonly kind: "reached" }
  /** Somebody else answers there, or we do through something that takes headers away. */
  | { readonly kind: "another"; readonly status: number }
  | { readonly kind: "redirected"; readonly location: string }
  | { readonly kind: "unreachable"; readonly reason: string };

export interface AddressReport {
  readonly finding: AddressFinding;
  /** The name leads to an address that only one's own network reaches. */
  readonly privateAddress?: string;
}

export const NONCE_HEADER = "x-throughline-nonce";
const PROOF_HEADER = "x-throughline-proof";
/** As long as ours are; nothing else is answered. */
const NONCE = /^[\w-]{43}$/;
const TIMEOUT_MS = 5_000;

export interface AddressCheckOptions {
  readonly fetch?: typeof fetch;
  /** The addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/**
 * Asks the public address of the service for the service itself. That this machine reaches it does not mean that
 * GitHub does, so the finding is told and nothing follows from it. One GET, no redirects, and nothing of the answer
 * is read but its head.
 */
export class AddressCheck {
  readonly #key = createSecret();
  readonly #fetch: typeof fetch;
  readonly #resolve: (host: string) => Promise<readonly string[]>;

  constructor(options: AddressCheckOptions = {}) {
    this.#fetch = options.fetch ?? fetch;
    this.#resolve = options.resolve ?? resolveHost;
  }

  /** What `/healthz` adds to its answer, by which we know ourselves: nobody else has the key. */
  prove(nonce: string | undefined): Readonly<Record<string, string>> {
    if (nonce === undefined || !NONCE.test(nonce)) return {};
    return { [PROOF_HEADER]: createHmac("sha256", this.#key).update(nonce).digest("base64url") };
  }

  async ask(publicUrl: string): Promise<AddressReport> {
    const [finding, privateAddress] = await Promise.all([
      this.#find(publicUrl),
      this.#findPrivate(new URL(publicUrl).hostname),
    ]);
    return { finding, ...(privateAddress === undefined ? {} : { privateAddress }) };
  }

  async #find(publicUrl: string): Promise<AddressFinding> {
    const nonce = createSecret();
    try {
      const response = await this.#fetch(`${publicUrl}/healthz`, {
        headers: { [NONCE_HEADER]: nonce },
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      const { status, headers } = response;
      const location = headers.get("location");
      if (status >= 300 && status < 400 && location !== null) return { kind: "redirected", location };
      const [proof] = Object.values(this.prove(nonce));
      const isOurs = isSameSecret(headers.get(PROOF_HEADER) ?? "", proof ?? "");
      return isOurs ? { kind: "reached" } : { kind: "another", status };
    } catch (error) {
      return { kind: "unreachable", reason: toReason(error) };
    }
  }

  async #findPrivate(host: string): Promise<string | undefined> {
    // Written as an address, or local by its name: the form has judged that already.
    if (isPrivateHost(host)) return undefined;
    const addresses = await this.#resolve(host).catch(() => []);
    return addresses.find((address) => isPrivateHost(address));
  }
}

async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** The code of what failed beneath fetch, which itself only says that it failed. */
function toReason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
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
    default:
      if (typeof code === "string") return code;
      return cause instanceof Error ? cause.message : error.message;
  }
}

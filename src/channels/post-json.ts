import { lookup } from "node:dns/promises";
import { request } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./is-public-address.ts";

const TIMEOUT_MS = 10_000;
/** Webhooks answer a word or two; whatever comes beyond is not waited for. */
const MOST_ANSWER_BYTES = 16_384;

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Replaced by tests, which have no place on the Internet to send to. */
export interface PostOptions {
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
  readonly isAllowed?: (address: string) => boolean;
  readonly timeoutMs?: number;
  /** Certificates to trust, PEM. */
  readonly ca?: string;
}

export type PostOutcome =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfter?: string }
  /** An address that must not be reached. */
  | { readonly kind: "forbidden"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

/**
 * Sends JSON by one https request. The host's addresses are looked up once, all of them have to be on the Internet, and
 * the connection goes to one of those and to no other: a name that resolves to something else a moment later reaches
 * nothing. A redirect is an answer like others and is not followed.
 */
export async function postJson(url: URL, body: object, options: PostOptions = {}): Promise<PostOutcome> {
  const { timeoutMs = TIMEOUT_MS } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<PostOutcome>((resolve) => {
    signal.addEventListener("abort", () => resolve({ kind: "failed", why: `no answer in ${timeoutMs} ms` }));
  });
  return await Promise.race([send(url, JSON.stringify(body), { ...options, signal }), late]);
}

async function send(
  url: URL,
  body: string,
  options: PostOptions & { readonly signal: AbortSignal },
): Promise<PostOutcome> {
  if (url.protocol !== "https:") return { kind: "forbidden", why: "only https is spoken" };
  const { resolve = resolveAll, isAllowed = isPublicAddress } = options;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = await listAddresses(host, resolve).catch((error: unknown) => toCode(error));
  if (typeof addresses === "string")
    return { kind: "failed", why: `the host can't be resolved (${addresses})` };
  if (addresses.length === 0 || !addresses.every(({ address }) => isAllowed(address))) {
    return { kind: "forbidden", why: "the host resolves to an address that is not on the Internet" };
  }
  return await exchange(url, body, { ...options, addresses });
}

/** An address itself is not looked up, and would not go through the connection's own look-up either. */
async function listAddresses(
  host: string,
  resolve: (host: string) => Promise<readonly ResolvedAddress[]>,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  return family === 0 ? await resolve(host) : [{ address: host, family }];
}

async function resolveAll(host: string): Promise<readonly ResolvedAddress[]> {
  return await lookup(host, { all: true });
}

interface Exchange extends PostOptions {
  readonly addresses: readonly ResolvedAddress[];
  readonly signal: AbortSignal;
}

function exchange(url: URL, body: string, { addresses, signal, ca }: Exchange): Promise<PostOutcome> {
  return new Promise((resolve) => {
    const sending = request(
      url,
      {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          "user-agent": "throughline",
        },
        // No connection is kept: the next one is looked up and checked anew.
        agent: false,
        lookup: toLookup(addresses),
        signal,
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => {
        const { statusCode = 0, headers } = answer;
        const retryAfter = headers["retry-after"];
        let bytes = 0;
        const finish = (): void => {
          answer.destroy();
          resolve({
            kind: "answered",
            status: statusCode,
            ...(retryAfter === undefined ? {} : { retryAfter }),
          });
        };
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) finish();
        });
        answer.once("end", finish);
        answer.once("error", finish);
      },
    );
    sending.once("error", (error) => resolve({ kind: "failed", why: `no connection (${toCode(error)})` }));
    sending.end(body);
  });
}

type Lookup = NonNullable<NonNullable<Parameters<typeof request>[1]>["lookup"]>;

/** Node asks for one address or for all of them, as it likes. */
function toLookup(addresses: readonly ResolvedAddress[]): Lookup {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else if (first === undefined) callback(new Error("no address"), "", 0);
    else callback(null, first.address, first.family);
  };
}

/** `ECONNREFUSED`; a message might hold the address. */
function toCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

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
  if (url.protocol !== "https:") return { kind: "forbidden", why: "only https is spoken" };
  const { timeoutMs = TIMEOUT_MS, resolve = resolveAll, isAllowed = isPublicAddress } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  const late: PostOutcome = { kind: "failed", why: `no answer in ${timeoutMs} ms` };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = await Promise.race([
    listAddresses(host, resolve).catch((error: unknown) => toCode(error)),
    waitForAbort(signal),
  ]);
  if (addresses === undefined) return late;
  if (typeof addresses === "string")
    return { kind: "failed", why: `the host can't be resolved (${addresses})` };
  if (addresses.length === 0 || !addresses.every(({ address }) => isAllowed(address))) {
    return { kind: "forbidden", why: "the host resolves to an address that is not on the Internet" };
  }
  return await exchange(url, JSON.stringify(body), { ...options, addresses, signal, late });
}

/** A look-up can't be called off, only left behind. */
function waitForAbort(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }));
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
  /** What it comes to where no answer began in time. */
  readonly late: PostOutcome;
}

function exchange(url: URL, body: string, { addresses, signal, late, ca }: Exchange): Promise<PostOutcome> {
  return new Promise((resolve) => {
    let answered: PostOutcome | undefined;
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
        // Its first line says all: who took a message and then drips its thanks would be told again otherwise.
        const outcome: PostOutcome = {
          kind: "answered",
          status: statusCode,
          ...(retryAfter === undefined ? {} : { retryAfter }),
        };
        answered = outcome;
        let bytes = 0;
        const finish = (): void => {
          answer.destroy();
          resolve(outcome);
        };
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) finish();
        });
        answer.once("end", finish);
        answer.once("error", finish);
        answer.once("close", finish);
      },
    );
    sending.once("error", (error) => {
      const why = `no connection (${toCode(error)})`;
      resolve(answered ?? (signal.aborted ? late : { kind: "failed", why }));
    });
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

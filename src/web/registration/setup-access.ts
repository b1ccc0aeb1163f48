import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export type Admission =
  | { readonly kind: "admitted"; readonly session: string }
  | { readonly kind: "refused"; readonly why: "wrong" | "used" };

/**
 * Who may register an app: whoever reads the service's terminal. Its link works once, and the browser that opens it
 * gets a cookie; everybody else who reaches the port gets nothing.
 */
export class SetupAccess {
  readonly token = createSecret();
  #session: string | undefined;

  admit(token: string): Admission {
    if (!isSameSecret(token, this.token)) return { kind: "refused", why: "wrong" };
    if (this.#session !== undefined) return { kind: "refused", why: "used" };
    this.#session = createSecret();
    return { kind: "admitted", session: this.#session };
  }

  isAdmitted(session: string | undefined): boolean {
    return session !== undefined && this.#session !== undefined && isSameSecret(session, this.#session);
  }
}

/** 256 bits, as text that an address can carry. */
export function createSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** In constant time, whatever their lengths. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(toDigest(left), toDigest(right));
}

function toDigest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** `127.0.0.1:3000`, `throughline.example.com`, `[::1]:3000` */
const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/;

/**
 * The address at which the browser that asks reaches us, by what it says itself; undefined where that is no address.
 * Who forges it is sent there himself. Proxies that end TLS or put another host into the request may tell of it in
 * `X-Forwarded-Proto` and `X-Forwarded-Host`; with a form the browser tells the whole of it.
 */
export function findOwnOrigin({ headers }: Pick<Request, "headers">): string | undefined {
  const host = findHost(headers);
  if (!HOST.test(host)) return undefined;
  const sent = findSentOrigin(headers);
  if (sent?.host === host.toLowerCase()) return sent.origin;
  return `${readFirst(headers, "x-forwarded-proto") === "https" ? "https" : "http"}://${host}`;
}

/**
 * True where a page of another origin posts a form to us. The cookie is not sent across sites, but another port of
 * the same host is the same site to a browser. A page can't have a form sent with headers of its choice, so those of
 * a proxy are as good as the host itself.
 */
export function isFromElsewhere({ headers }: Request): boolean {
  if (headers.get("origin") === null) return false;
  return findSentOrigin(headers)?.host !== findHost(headers).toLowerCase();
}

/** Of a page; undefined where the browser keeps it to itself (`null`). */
function findSentOrigin(headers: Headers): URL | undefined {
  const origin = headers.get("origin") ?? "";
  return URL.canParse(origin) ? new URL(origin) : undefined;
}

function findHost(headers: Headers): string {
  return readFirst(headers, "x-forwarded-host") ?? headers.get("host") ?? "";
}

/** Several proxies make a list of it; the first is what the browser spoke to. */
function readFirst(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.split(",", 1)[0]?.trim();
}

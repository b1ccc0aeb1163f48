/** `127.0.0.1:3000`, `throughline.example.com`, `[::1]:3000` */
const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/;

/**
 * The address at which the browser that asks reaches us, by what it says itself; undefined where that is no address.
 * Who forges it is sent there himself. A proxy that ends TLS tells so by `X-Forwarded-Proto`.
 */
export function findOwnOrigin({ headers }: Request): string | undefined {
  const host = headers.get("host") ?? "";
  if (!HOST.test(host)) return undefined;
  return `${headers.get("x-forwarded-proto") === "https" ? "https" : "http"}://${host}`;
}

/**
 * True where a page of another origin posts a form to us. The cookie is not sent across sites, but another port of
 * the same host is the same site to a browser.
 */
export function isFromElsewhere({ headers }: Request): boolean {
  const origin = headers.get("origin");
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.get("host")?.toLowerCase();
}

import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { PAGE_STYLE } from "./page-style.ts";

const styleHash = createHash("sha256").update(PAGE_STYLE).digest("base64");

/** No script, no picture, no frame: the pages need none, so nothing that slips into one can run. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  setSecurityHeaders(context, []);
};

/** `formTargets` are the origins, beside our own, that a form of the page posts to. */
export function setSecurityHeaders(context: Context, formTargets: readonly string[]): void {
  const headers: Readonly<Record<string, string>> = {
    "Content-Security-Policy": [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      `form-action ${["'self'", ...formTargets].join(" ")}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // Not no-referrer: a browser then sends forms with `Origin: null`, and nobody can tell where they came from.
    "Referrer-Policy": formTargets.length === 0 ? "same-origin" : "strict-origin",
    "Cache-Control": "no-store",
  };
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
}

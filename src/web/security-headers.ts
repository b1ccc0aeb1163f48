import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { PAGE_STYLE } from "./page-style.ts";

const styleHash = createHash("sha256").update(PAGE_STYLE).digest("base64");

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** No script, no picture, no frame: the pages need none, so nothing that slips into one can run. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
};

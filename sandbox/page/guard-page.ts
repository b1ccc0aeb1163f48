import type { MiddlewareHandler } from "hono";

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** `127.0.0.1:3333`, `localhost:3333` */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/;

export function isLoopbackHost(host: string | undefined): boolean {
  return LOOPBACK.test(host ?? "");
}

/**
 * For this machine's own browser alone: a name that was pointed at loopback is refused, and so is a form of another
 * site. Nothing secret is here, but nobody else shall press buttons in it.
 */
export const guardPage: MiddlewareHandler = async (context, next) => {
  const host = context.req.header("host") ?? "";
  if (!isLoopbackHost(host))
    return context.text("Only http://127.0.0.1 and http://localhost are answered.\n", 421);
  const origin = context.req.header("origin");
  const isForm = context.req.method !== "GET" && context.req.method !== "HEAD";
  if (isForm && origin !== undefined && origin !== `http://${host}`)
    return context.text("A form of another site.\n", 403);
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!context.res.headers.has(name)) context.header(name, value);
  }
  return undefined;
};

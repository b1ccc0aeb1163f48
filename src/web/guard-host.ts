import { BlockList, isIP } from "node:net";
import type { MiddlewareHandler } from "hono";

/** `throughline:9464`, `[::1]:9464`; the port says nothing. */
const HOST = /^(\[[0-9a-f:.%]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/;
/** Ends of names that nobody can register on the Internet (RFC 6761, 6762, 8375; ICANN for .internal). */
const LOCAL_ENDS = [".localhost", ".local", ".internal", ".home.arpa", ".svc", ".test"];

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

export interface GuardedHost {
  /** The address that the server listens on, as it was set. */
  readonly listensOn: string;
  /** Names that the operator allows beside; `*` allows all. */
  readonly allowed: readonly string[];
}

/**
 * A page of a stranger can have its own name point at this machine, and its script then reads what the port shows as
 * if it was the page's own (DNS rebinding). The request still carries that name. So only names are answered that no
 * stranger can own: addresses, names without a dot, those of local networks, and what the operator allows. Whoever
 * listens on loopback needs none of them, and only loopback is answered.
 */
export function guardHost({ listensOn, allowed }: GuardedHost): MiddlewareHandler {
  const named = new Set([listensOn, ...allowed].map((name) => name.toLowerCase()));
  return async (context, next) => {
    const name = toName(context.req.header("host"));
    if (named.has("*") || (name !== undefined && (named.has(name) || isOwn(name, listensOn)))) return next();
    return context.text(
      "This name is not answered here: ask by the address, or add the name to METRICS_ALLOWED_HOSTS.\n",
      421,
    );
  };
}

function toName(host: string | undefined): string | undefined {
  return HOST.exec(host?.toLowerCase() ?? "")?.[1]
    ?.replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

function isOwn(name: string, listensOn: string): boolean {
  if (isLoopback(name)) return true;
  if (isLoopback(listensOn.toLowerCase())) return false;
  return isIP(name) !== 0 || !name.includes(".") || LOCAL_ENDS.some((end) => name.endsWith(end));
}

function isLoopback(name: string): boolean {
  const family = isIP(name);
  if (family === 0) return name === "localhost" || name.endsWith(".localhost");
  return loopback.check(name, family === 4 ? "ipv4" : "ipv6");
}

import type { Route } from "./route.ts";

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The first route that fits; fixed words stand before parameters in the list where both could. */
export function createRouteMatcher(
  routes: readonly Route[],
): (method: string, path: string) => RouteMatch | undefined {
  const compiled = routes.map((route) => ({ route, parts: route.path.split("/") }));
  return (method, path) => {
    const asked = path.split("/");
    for (const { route, parts } of compiled) {
      if (route.method !== method) continue;
      const params = match(parts, asked);
      if (params !== undefined) return { route, params };
    }
    return undefined;
  };
}

function match(
  parts: readonly string[],
  asked: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part === "*") {
      params["rest"] = decode(asked.slice(index).join("/"));
      return params;
    }
    const value = asked[index];
    if (value === undefined || (part.startsWith(":") ? value === "" : part !== value)) return undefined;
    if (part.startsWith(":")) params[part.slice(1)] = decode(value);
  }
  return parts.length === asked.length ? params : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: GitHub finds nothing by such a name, and so do we.
    return text;
  }
}

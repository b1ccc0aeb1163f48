import type { Exchange } from "../../sandbox/github/observe/traffic.ts";
import { type Fault, readPublished } from "./read-published.ts";
import { type Schema, SchemaSet } from "./schema-set.ts";

interface RouteDescription {
  readonly path: Readonly<Record<string, Schema>>;
  readonly query: Readonly<Record<string, Schema>>;
  /** Query parameters that must be there. */
  readonly required: readonly string[];
  readonly body?: Schema;
  readonly isBodyRequired?: boolean;
  /** null: without a body. */
  readonly answers: Readonly<Record<string, Schema | null>>;
}

interface Published {
  readonly routes: Readonly<Record<string, RouteDescription>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface Matched {
  readonly route: string;
  readonly description: RouteDescription;
  readonly parameters: readonly (readonly [name: string, text: string])[];
}

/** Only in the prose of GitHub's description. */
const MOST_PER_PAGE = 100;
/** Any route may answer so, whatever its description lists: moved, unchanged, no right, not there, not so, too often. */
const ALWAYS_POSSIBLE = new Set([301, 302, 307, 304, 401, 403, 404, 422, 429]);

/** By how many of their parts are parameters: the one with fixed words wins. */
let routes: readonly { readonly route: string; readonly method: string; readonly parts: readonly string[] }[];
let published: Published;
let schemas: SchemaSet;

function load(): void {
  if (schemas !== undefined) return;
  published = JSON.parse(readPublished("rest.json")) as Published;
  schemas = new SchemaSet("rest", published.schemas);
  routes = Object.keys(published.routes)
    .map((route) => {
      const [method = "", path = ""] = route.split(" ");
      return { route, method, parts: path.split("/") };
    })
    .sort((left, right) => countParameters(left.parts) - countParameters(right.parts));
}

function countParameters(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith("{")).length;
}

/** One REST request and its answer against GitHub's description. */
export function findRestFaults(exchange: Exchange): readonly Fault[] {
  load();
  const url = new URL(exchange.url, "http://localhost");
  const path = toDescribedPath(url.pathname);
  const matched = match(exchange.method, path);
  if (matched === undefined) {
    const where = `${exchange.method} ${path.replace(/\d+/g, "N")}`;
    return [
      { by: "app", where, what: "no such route is described; if GitHub has it, add it to used.ts and renew" },
    ];
  }
  const toFault =
    (by: Fault["by"]) =>
    (what: string): Fault => ({ by, where: matched.route, what });
  return [
    ...[
      ...findQueryFaults(matched, url.searchParams),
      ...findPathFaults(matched),
      ...findBodyFaults(matched, exchange),
    ].map(toFault("app")),
    ...(exchange.isInjected ? [] : findAnswerFaults(matched, exchange)).map(toFault("simulation")),
  ];
}

/** Renamed repositories are redirected to their ids, which stands in no description. */
function toDescribedPath(pathname: string): string {
  return pathname.replace(/^\/api\/v3(?=\/)/, "").replace(/^\/repositories\/\d+(?=\/|$)/, "/repos/-/-");
}

function match(method: string, path: string): Matched | undefined {
  const asked = path.split("/");
  for (const { route, method: own, parts } of routes) {
    if (own !== method) continue;
    // The path of a file has slashes of its own.
    const takesRest = parts.at(-1) === "{path}";
    if (takesRest ? asked.length < parts.length : asked.length !== parts.length) continue;
    if (!parts.every((part, index) => (part.startsWith("{") ? asked[index] !== "" : part === asked[index])))
      continue;
    const parameters = parts.flatMap((part, index) => {
      if (!part.startsWith("{")) return [];
      const text = part === "{path}" ? asked.slice(index).join("/") : (asked[index] ?? "");
      return [[part.slice(1, -1), decodeURIComponent(text)] as const];
    });
    const description = published.routes[route];
    if (description !== undefined) return { route, description, parameters };
  }
  return undefined;
}

function findQueryFaults({ description }: Matched, query: URLSearchParams): readonly string[] {
  const faults: string[] = [];
  for (const [name, text] of query) {
    const schema = description.query[name];
    if (schema === undefined) faults.push(`unknown query parameter ${name}`);
    else faults.push(...findTextFaults(schema, text).map((fault) => `${name}=${text}: ${fault}`));
    if (name === "per_page" && (Number(text) > MOST_PER_PAGE || Number(text) < 1)) {
      faults.push(`per_page=${text}: a page has 1 to ${MOST_PER_PAGE}`);
    }
  }
  const missing = description.required.filter((name) => !query.has(name));
  return [...faults, ...missing.map((name) => `the query parameter ${name} is missing`)];
}

function findPathFaults({ description, parameters }: Matched): readonly string[] {
  return parameters.flatMap(([name, text]) => {
    const schema = description.path[name];
    return schema === undefined
      ? []
      : findTextFaults(schema, text).map((fault) => `{${name}} = ${text}: ${fault}`);
  });
}

/** Parameters are text, and stand for what their schema says. */
function findTextFaults(schema: Schema, text: string): readonly string[] {
  return schemas.findMisfits(schema, toValue(schema, text)).map((fault) => fault.replace(/^\/ /, ""));
}

function toValue({ type }: Schema, text: string): unknown {
  if (type === "integer" || type === "number") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (type === "boolean") return text === "true" || text === "false" ? text === "true" : text;
  return type === "array" ? text.split(",") : text;
}

function findBodyFaults({ description }: Matched, { requestText }: Exchange): readonly string[] {
  if (requestText === "") return description.isBodyRequired === true ? ["a body is required"] : [];
  const body = parse(requestText);
  if (body === undefined) return ["the body is no JSON"];
  const schema = description.body;
  if (schema === undefined) return isEmpty(body) ? [] : ["a body where none is described"];
  return [
    ...schemas.findMisfits(schema, body).map((fault) => `body ${fault}`),
    ...schemas.findUnnamed(schema, body).map((place) => `unknown property ${place} in the body`),
  ];
}

function findAnswerFaults({ description }: Matched, exchange: Exchange): readonly string[] {
  const { status, responseText, accept } = exchange;
  const schema = description.answers[`${status}`];
  if (schema === undefined && !ALWAYS_POSSIBLE.has(status))
    return [`answers ${status}, which is not described`];
  if (responseText === "") return schema == null ? [] : [`answers ${status} without a body`];
  if (accept.includes("raw") && status === 200) return [];
  const answer = parse(responseText);
  if (answer === undefined) return [`answers ${status} with no JSON`];
  if (schema === null) return [`answers ${status} with a body, and none is described`];
  const known = schema ?? published.schemas["basic-error"];
  if (known === undefined) return [];
  const misfits = schemas.findMisfits(known, answer).map((fault) => `answers ${status}: ${fault}`);
  // Refusals have had fields of their own since (`status`) that only some of their descriptions name.
  if (status >= 400) return misfits;
  return [
    ...misfits,
    ...schemas
      .findUnnamed(known, answer)
      .map((place) => `answers ${status} with ${place}, which no schema names`),
  ];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEmpty(body: unknown): boolean {
  return typeof body === "object" && body !== null && Object.keys(body).length === 0;
}

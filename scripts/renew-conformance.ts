/**
 * Writes what GitHub publishes about the routes, webhooks and types that we use into test/conformance/published: names,
 * types and limits, without prose. The packages are large (0.5 GB in a temporary folder, gone at the end), which is why
 * `npm ci` never installs them.
 *
 *   npm run renew-conformance
 *
 * For newer descriptions raise the versions below first. What is used is listed in test/conformance/used.ts.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { EVENT_MAPPINGS } from "../src/app/event-mappings.ts";
import { USED_ROUTES, USED_TYPES } from "../test/conformance/used.ts";
import { reduceGraphQL } from "./conformance/reduce-graphql.ts";
import { listReferences, type Schema, shareRepeated, stripSchema } from "./conformance/reduce-schemas.ts";

const PUBLISHED = join(import.meta.dirname, "../test/conformance/published");

const REST = { name: "@octokit/openapi", version: "23.0.2", file: "generated/api.github.com.json" };
const WEBHOOKS = {
  name: "@octokit/openapi-webhooks",
  version: "12.1.0",
  file: "generated/api.github.com.json",
};
const COMMUNITY = { name: "@octokit/webhooks-schemas", version: "7.6.1", file: "schema.json" };
const GRAPHQL = { name: "@octokit/graphql-schema", version: "15.26.1", file: "schema.graphql" };

/** Where GitHub's description can't be meant: the list wants each account to be a person and an enterprise at once. */
const CORRECTIONS: Readonly<Record<string, object>> = {
  "GET /app/installations": {
    answers: { 200: { type: "array", items: { $ref: "#/schemas/installation" } }, 304: null },
  },
};

type Source = typeof REST;
type Named = Readonly<Record<string, Schema>>;

/** Just what is read of an OpenAPI description. */
interface OpenApi {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly webhooks: Readonly<
    Record<string, { readonly post: Operation & { readonly "x-github": Subject } }>
  >;
  readonly components: {
    readonly schemas: Named;
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly responses?: Readonly<Record<string, Content>>;
  };
}
type PathItem = { readonly parameters?: readonly Parameter[] } & Readonly<
  Record<string, Operation | undefined>
>;
interface Subject {
  readonly subcategory: string;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Content {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** Routes, their parameters, bodies and answers. Throws where GitHub describes no such route. */
export function reduceRest(
  description: OpenApi,
  routes: readonly string[],
): Readonly<Record<string, object>> {
  const { components } = description;
  const reduceRoute = (route: string): object => {
    const [method = "", path = ""] = route.split(" ");
    const item = description.paths[path];
    const operation = item?.[method.toLowerCase()];
    if (operation === undefined) throw new Error(`GitHub's description has no ${route}.`);
    const parameters = [...(item?.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
      resolve(one, components.parameters),
    );
    const body = operation.requestBody?.content?.["application/json"]?.schema;
    return {
      path: nameParameters(parameters, "path"),
      query: nameParameters(parameters, "query"),
      required: parameters
        .filter((one) => one.in === "query" && one.required === true)
        .map(({ name }) => name),
      ...(body === undefined
        ? {}
        : { body: stripSchema(body), isBodyRequired: operation.requestBody?.required === true }),
      // null: a status without a body.
      answers: mapValues(operation.responses, (answer) => {
        const schema = resolve(answer, components.responses).content?.["application/json"]?.schema;
        return schema === undefined ? null : stripSchema(schema);
      }),
    };
  };
  const reduced = Object.fromEntries(
    [...routes].sort().map((route) => [route, { ...reduceRoute(route), ...CORRECTIONS[route] }] as const),
  );
  return withShared("routes", reduced, components.schemas);
}

function nameParameters(parameters: readonly Parameter[], place: Parameter["in"]): Named {
  const found = parameters.filter((one) => one.in === place);
  return Object.fromEntries(
    found.map(({ name, schema }) => [name, stripSchema(schema)] as const).sort(byKey),
  );
}

/** `pull_request.opened` -> its payload; an event without actions has its name alone. */
export function reduceWebhooks(
  description: OpenApi,
  events: readonly string[],
): Readonly<Record<string, object>> {
  const found = Object.values(description.webhooks).flatMap(({ post }) => {
    const event = post["x-github"].subcategory;
    const schema = post.requestBody?.content?.["application/json"]?.schema;
    if (!events.includes(event) || schema === undefined) return [];
    // `check-run/requested-action`
    const [, action] = post.operationId.replaceAll("-", "_").split("/");
    return [[action === undefined ? event : `${event}.${action}`, stripSchema(schema)] as const];
  });
  return withShared("webhooks", nameAll(found, events), description.components.schemas);
}

/** The same of the community's JSON Schema, where they are called `pull_request$opened` and `push$event`. */
export function reduceCommunity(
  { definitions }: { readonly definitions: Named },
  events: readonly string[],
): Readonly<Record<string, object>> {
  const found = Object.entries(definitions).flatMap(([name, schema]) => {
    const [event = "", action] = name.split("$");
    if (!events.includes(event) || action === undefined) return [];
    return [[action === "event" ? event : `${event}.${action}`, stripSchema(schema)] as const];
  });
  return withShared("webhooks", nameAll(found, events), definitions);
}

function nameAll(found: readonly (readonly [string, Schema])[], events: readonly string[]): Named {
  for (const event of events) {
    if (!found.some(([name]) => name.split(".")[0] === event))
      throw new Error(`No webhook ${event} is described.`);
  }
  return Object.fromEntries([...found].sort(byKey));
}

/** The table, and beside it the schemas that it refers to. */
function withShared(title: string, table: object, components: Named): Readonly<Record<string, object>> {
  const referred = listReferences(table, (name) => {
    const schema = components[name];
    if (schema === undefined) throw new Error(`There is no schema ${name}.`);
    return stripSchema(schema);
  });
  const { root, schemas } = shareRepeated({ table, schemas: Object.fromEntries(referred) });
  const all = Object.entries({ ...root.schemas, ...schemas }).sort(byKey);
  return { [title]: root.table, schemas: Object.fromEntries(all) };
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function mapValues<Value>(table: Readonly<Record<string, Value>>, map: (value: Value) => unknown): object {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, map(value)]));
}

function resolve<One extends { readonly $ref?: string }>(
  one: One,
  named: Readonly<Record<string, One>> = {},
): One {
  if (one.$ref === undefined) return one;
  const found = named[one.$ref.slice(one.$ref.lastIndexOf("/") + 1)];
  if (found === undefined) throw new Error(`Nothing is called ${one.$ref}.`);
  return found;
}

/** A line for each route, webhook and schema: a renewal shows what changed. */
function render(source: Source, tables: Readonly<Record<string, object>>): string {
  const parts = Object.entries(tables).map(([title, table]) => {
    const lines = Object.entries(table).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    return `${JSON.stringify(title)}:{\n${lines.join(",\n")}\n}`;
  });
  return `{"source":${JSON.stringify(toTitle(source))},\n${parts.join(",\n")}}\n`;
}

function toTitle({ name, version, file }: Source): string {
  return `${name} ${version}, ${file}`;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  try {
    const packages = [REST, WEBHOOKS, COMMUNITY, GRAPHQL].map(({ name, version }) => `${name}@${version}`);
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
    await promisify(execFile)("npm", ["install", ...options, ...packages], { cwd: folder });
    const read = (source: Source) => readFile(join(folder, "node_modules", source.name, source.file), "utf8");
    // GitHub pings where an app is registered.
    const events = [...EVENT_MAPPINGS.map(({ event }) => event), "ping"];
    const files = {
      "rest.json": render(REST, reduceRest(JSON.parse(await read(REST)), USED_ROUTES)),
      "webhooks.json": render(WEBHOOKS, reduceWebhooks(JSON.parse(await read(WEBHOOKS)), events)),
      "webhooks-community.json": render(
        COMMUNITY,
        reduceCommunity(JSON.parse(await read(COMMUNITY)), events),
      ),
      "schema.graphql": `# ${toTitle(GRAPHQL)}\n\n${reduceGraphQL(await read(GRAPHQL), USED_TYPES)}`,
    };
    await mkdir(PUBLISHED, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(PUBLISHED, name), text);
      console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();

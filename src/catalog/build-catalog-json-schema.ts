import * as z from "zod";
import { catalogSchema, NOT_YET_IN_EFFECT } from "./catalog-schema.ts";

/** The part of JSON Schema (draft-07) that a catalog's schema is made of. */
export interface JsonSchema {
  $id?: string;
  title?: string;
  description?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | JsonSchema;
  readonly [keyword: string]: unknown;
}

/** What editors check a catalog by: schema.json. Dates, time zones and globs are only checked as far as a pattern goes. */
export function buildCatalogJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(catalogSchema, { target: "draft-7", io: "input" }) as JsonSchema;
  schema.title = "Throughline catalog";
  schema.description = "The metrics, areas and policies of a repository, in .github/throughline.yml.";
  for (const { path, schema: inner } of listSchemaParts(schema)) {
    if (isNotYetInEffect(path))
      inner.description = `${inner.description ?? ""} (not yet in effect)`.trimStart();
  }
  return schema;
}

export interface SchemaPart {
  /** `metrics.<key>.drives.<n>.sign` */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** Every described key, in the order of the schema. */
export function listSchemaParts(schema: JsonSchema, path = ""): readonly SchemaPart[] {
  const parts: SchemaPart[] = [];
  const add = (inner: JsonSchema, name: string, isRequired: boolean): void => {
    const innerPath = path === "" ? name : `${path}.${name}`;
    parts.push({ path: innerPath, schema: inner, isRequired }, ...listSchemaParts(inner, innerPath));
  };
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    add(inner, key, schema.required?.includes(key) ?? false);
  }
  if (typeof schema.additionalProperties === "object") {
    parts.push(...listSchemaParts(schema.additionalProperties, `${path}.<key>`));
  }
  for (const item of schema.items === undefined ? [] : [schema.items, ...(schema.items.anyOf ?? [])]) {
    parts.push(...listSchemaParts(item, `${path}.<n>`));
  }
  return parts;
}

export function isNotYetInEffect(path: string): boolean {
  return NOT_YET_IN_EFFECT.some((entry) => path === entry || path.startsWith(`${entry}.`));
}

/** The keys that a map at this path of a catalog can have; empty where its keys are free. */
export function listKeysAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const [segment, ...rest] = path;
  if (segment === undefined) return Object.keys(toMapSchema(schema)?.properties ?? {});
  const map = toMapSchema(schema);
  const free = typeof map?.additionalProperties === "object" ? map.additionalProperties : undefined;
  const inner = typeof segment === "number" ? schema.items : (map?.properties?.[String(segment)] ?? free);
  return inner === undefined ? [] : listKeysAt(inner, rest);
}

function toMapSchema(schema: JsonSchema): JsonSchema | undefined {
  return schema.type === "object" ? schema : schema.anyOf?.find((each) => each.type === "object");
}

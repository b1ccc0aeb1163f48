import { createHash } from "node:crypto";

/** JSON Schema, as far as ajv and the walk for unnamed properties read it. */
export type Schema = Readonly<Record<string, unknown>>;

/** What stays: names, types and limits. Prose, examples, links and defaults go. */
const PLAIN = new Set([
  "type",
  "required",
  "enum",
  "const",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "uniqueItems",
]);
const ONE_SCHEMA = new Set(["items", "not", "additionalProperties"]);
const NAMED_SCHEMAS = new Set(["properties", "patternProperties"]);
const ALTERNATIVES = new Set(["oneOf", "anyOf", "allOf"]);

/** Shorter ones cost less where they stand than a name would. */
const SHARED_FROM = 160;

/**
 * A schema of OpenAPI 3.0, or a JSON Schema of the community, with nothing in it but names, types and limits.
 *
 * - `nullable` becomes the type null.
 * - `oneOf` becomes `anyOf`: GitHub lists shapes that overlap, and an answer may fit two.
 * - `additionalProperties: false` goes: it refuses whatever GitHub has added since. What no schema names is found by
 *   `findUnnamed`, and judged there.
 */
export function stripSchema(node: unknown): Schema {
  const { $ref, nullable } = node as Schema;
  if (typeof $ref === "string") return { $ref: toReference($ref) };
  const stripped = Object.entries(node as Schema).flatMap(([key, value]) => {
    const kept = stripKeyword(key, value);
    return kept === undefined ? [] : [[key === "oneOf" ? "anyOf" : key, kept] as const];
  });
  const schema = Object.fromEntries(stripped);
  return nullable === true ? withNull(schema) : sortKeys(schema);
}

/** undefined: says nothing about names, types or limits. */
function stripKeyword(key: string, value: unknown): unknown {
  if (PLAIN.has(key)) return isUsable(key, value) ? value : undefined;
  if (ONE_SCHEMA.has(key)) {
    if (typeof value === "object" && value !== null) return stripSchema(value);
    return value === true ? true : undefined;
  }
  if (NAMED_SCHEMAS.has(key)) {
    const entries = Object.entries(value as Schema).map(
      ([name, inner]) => [name, stripSchema(inner)] as const,
    );
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
  }
  return ALTERNATIVES.has(key) ? (value as readonly unknown[]).map(stripSchema) : undefined;
}

/** A pattern of another language's regular expressions may be none here. */
function isUsable(key: string, value: unknown): boolean {
  if (key !== "pattern") return true;
  try {
    return new RegExp(`${value}`, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** `#/components/schemas/x` and `#/definitions/x` alike. */
function toReference(reference: string): string {
  return `#/schemas/${reference.slice(reference.lastIndexOf("/") + 1)}`;
}

function withNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [sortKeys(schema), { type: "null" }] };
  const withValues =
    Array.isArray(values) && !values.includes(null) ? { ...schema, enum: [...values, null] } : schema;
  return sortKeys({ ...withValues, type: [type, "null"] });
}

function sortKeys(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Every name that the value refers to, by way of others too. */
export function listReferences(value: unknown, read: (name: string) => Schema): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const reference = (node as Schema)["$ref"];
    if (typeof reference === "string") {
      const name = reference.slice("#/schemas/".length);
      if (found.has(name)) return;
      const schema = read(name);
      found.set(name, schema);
      visit(schema);
      return;
    }
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(value);
  return new Map([...found].sort(([left], [right]) => (left < right ? -1 : 1)));
}

export interface Shared<Root> {
  readonly root: Root;
  /** `shared-<hash of what it says>` -> the schema. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Writes each schema that stands in several places once: payloads of one event repeat the same pull request. */
export function shareRepeated<Root>(root: Root): Shared<Root> {
  const places = new Map<string, number>();
  // Children first, each distinct text once: what stands only inside something repeated is not repeated itself.
  const count = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (isSchema(node)) {
      const text = JSON.stringify(node);
      const known = places.get(text) ?? 0;
      places.set(text, known + 1);
      if (known > 0) return;
    }
    for (const inner of Object.values(node)) count(inner);
  };
  count(root);
  const schemas: Record<string, Schema> = {};
  const replace = (node: unknown, isTop = false): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map((inner) => replace(inner));
    const inside = (): Schema =>
      Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, replace(inner)]));
    if (isTop || !isSchema(node)) return inside();
    const text = JSON.stringify(node);
    if ((places.get(text) ?? 0) < 2 || text.length < SHARED_FROM) return inside();
    const name = `shared-${createHash("sha256").update(text).digest("hex").slice(0, 10)}`;
    schemas[name] ??= inside();
    return { $ref: `#/schemas/${name}` };
  };
  return { root: replace(root, true) as Root, schemas };
}

/** Not a table of properties, and not a list. */
function isSchema(node: object): boolean {
  return (
    !Array.isArray(node) &&
    (typeof (node as Schema)["type"] === "string" ||
      "anyOf" in node ||
      Array.isArray((node as Schema)["type"]))
  );
}

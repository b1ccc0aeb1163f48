import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

export type Schema = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, Schema>>;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Schemas that refer to one another, each compiled when it is first asked for. */
export class SchemaSet {
  readonly #ajv: Ajv;
  readonly #schemas: Schemas;
  readonly #name: string;
  readonly #compiled = new WeakMap<Schema, ValidateFunction>();
  readonly #branches = new WeakMap<Schema, readonly Schema[]>();

  constructor(name: string, schemas: Schemas) {
    this.#name = name;
    this.#schemas = schemas;
    this.#ajv = new Ajv({
      strict: false,
      allErrors: true,
      inlineRefs: false,
      formats: { "date-time": TIME, uri: (text: string) => URL.canParse(text), email: /@/ },
      // Other formats (`int64`, `repo.nwo`) say nothing that a type does not.
      logger: false,
    });
    this.#ajv.addSchema({ $id: name, schemas: absolute(schemas, name) }, name);
  }

  /** What of the value does not fit, each fault once: `/labels/[]/color must be string`. */
  findMisfits(schema: Schema, value: unknown): readonly string[] {
    let check = this.#compiled.get(schema);
    if (check === undefined) {
      check = this.#ajv.compile(absolute(schema, this.#name));
      this.#compiled.set(schema, check);
    }
    return check(value) ? [] : [...new Set((check.errors ?? []).map(toSentence))];
  }

  /** Properties of the value that the schema does not name, as `.labels[].colour`. */
  findUnnamed(schema: Schema, value: unknown): readonly string[] {
    const found = new Set<string>();
    this.#walk([schema], value, { at: "", found });
    return [...found];
  }

  #walk(
    schemas: readonly Schema[],
    value: unknown,
    { at, found }: { readonly at: string; readonly found: Set<string> },
  ): void {
    if (typeof value !== "object" || value === null) return;
    const branches = schemas.flatMap((schema) => this.#toBranches(schema));
    if (Array.isArray(value)) {
      const items = branches.flatMap(({ items: inner }) => (inner === undefined ? [] : [inner as Schema]));
      for (const one of value) this.#walk(items, one, { at: `${at}[]`, found });
      return;
    }
    const tables = branches.flatMap(({ properties }) =>
      properties === undefined ? [] : [properties as Schemas],
    );
    const isOpen =
      tables.length === 0 || branches.some(({ additionalProperties: more }) => more !== undefined);
    for (const [key, inner] of Object.entries(value)) {
      const named = tables.flatMap((table) => (table[key] === undefined ? [] : [table[key]]));
      if (named.length > 0) this.#walk(named, inner, { at: `${at}.${key}`, found });
      else if (!isOpen) found.add(`${at}.${key}`);
    }
  }

  /** The schema without references and alternatives: every shape that it allows. */
  #toBranches(schema: Schema): readonly Schema[] {
    const known = this.#branches.get(schema);
    if (known !== undefined) return known;
    const { $ref } = schema;
    const target = typeof $ref === "string" ? this.#schemas[$ref.slice("#/schemas/".length)] : schema;
    const branches =
      target === undefined ? [] : target === schema ? this.#split(schema) : this.#toBranches(target);
    this.#branches.set(schema, branches);
    return branches;
  }

  #split(schema: Schema): readonly Schema[] {
    const inner = ["allOf", "anyOf"].flatMap((key) => (schema[key] as readonly Schema[] | undefined) ?? []);
    const branches = inner.flatMap((one) => this.#toBranches(one));
    return schema["properties"] !== undefined || inner.length === 0 ? [schema, ...branches] : branches;
  }
}

function absolute<Value>(value: Value, name: string): Value {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/schemas/', `"${name}#/schemas/`)) as Value;
}

function toSentence({ instancePath, message = "", params }: ErrorObject): string {
  // Without the places in lists, so that the same fault is told once.
  const where = instancePath === "" ? "/" : instancePath.replace(/\/\d+(?=\/|$)/g, "/[]");
  const allowed = (params as { readonly allowedValues?: unknown }).allowedValues;
  return `${where} ${message}${allowed === undefined ? "" : `: ${JSON.stringify(allowed)}`}`;
}

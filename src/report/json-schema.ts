import * as z from "zod";

/** The part of JSON Schema (draft-07) that the documented schemas are made of. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/**
 * The schema of a JSON form that is promised. Unknown fields are allowed in it, though not in our own tests: a program
 * that checks today's form must not refuse the next version's, which may have more.
 */
export function toJsonSchema(schema: z.ZodType): SchemaNode {
  return z.toJSONSchema(schema, {
    target: "draft-7",
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  }) as SchemaNode;
}

/** Every field of a documented JSON form as a Markdown table: its path, type and meaning. */
export function renderFieldTable(schema: SchemaNode): string {
  const rows = listRows("", schema).map((row) => `| \`${row.path}\` | ${row.type} | ${row.meaning} |`);
  return `| field | type | meaning |\n| --- | --- | --- |\n${rows.join("\n")}`;
}

interface Row {
  readonly path: string;
  readonly type: string;
  readonly meaning: string;
}

function listRows(path: string, node: SchemaNode): readonly Row[] {
  const own = path === "" ? [] : [{ path, type: renderType(node), meaning: node.description ?? "" }];
  if (node.properties !== undefined) {
    const fields = Object.entries(node.properties);
    return [
      ...own,
      ...fields.flatMap(([field, child]) => listRows(path === "" ? field : `${path}.${field}`, child)),
    ];
  }
  if (node.items !== undefined) {
    return [...own, ...listItemRows(path, node.items)];
  }
  const object = node.anyOf?.find((option) => option.properties !== undefined);
  return object === undefined ? own : [...own, ...listRows(path, object).slice(1)];
}

/** A list of plain values needs no row for its items; a list of kinds has the rows of each kind. */
function listItemRows(path: string, items: SchemaNode): readonly Row[] {
  const kinds = items.oneOf ?? items.anyOf;
  if (kinds !== undefined) {
    return kinds.flatMap((kind) => {
      const name = kind.properties?.["kind"]?.const;
      return listRows(`${path}[](${String(name)})`, kind).slice(1);
    });
  }
  return items.properties === undefined ? [] : listRows(`${path}[]`, items).slice(1);
}

function renderType(node: SchemaNode): string {
  if (node.const !== undefined) {
    return `\`${JSON.stringify(node.const)}\``;
  }
  if (node.enum !== undefined) {
    return node.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  }
  if (node.anyOf !== undefined) {
    return node.anyOf.map(renderType).join(" or ");
  }
  if (node.type === "array") {
    const items = node.items?.properties === undefined ? node.items?.type : undefined;
    return `list of ${typeof items === "string" ? `${items}s` : "objects"}`;
  }
  return typeof node.type === "string" ? node.type : (node.type?.join(" or ") ?? "object");
}

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

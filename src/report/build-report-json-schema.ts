import * as z from "zod";
import { reportSchema } from "./report-schema.ts";

/** The part of JSON Schema (draft-07) that the report's schema is made of. */
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
 * The JSON form's schema. Unknown fields are allowed in it, though not in our own tests: a program that checks today's
 * reports must not refuse the next version's, which may have more.
 */
export function buildReportJsonSchema(): SchemaNode {
  return z.toJSONSchema(reportSchema, {
    target: "draft-7",
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  }) as SchemaNode;
}

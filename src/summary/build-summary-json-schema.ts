import { type SchemaNode, toJsonSchema } from "../report/to-json-schema.ts";
import { summarySchema } from "./summary-schema.ts";

/** The schema of `throughline summary --format json`. */
export function buildSummaryJsonSchema(): SchemaNode {
  return toJsonSchema(summarySchema);
}

import { reportSchema } from "./report-schema.ts";
import { type SchemaNode, toJsonSchema } from "./to-json-schema.ts";

/** The schema of `throughline report --format json`. */
export function buildReportJsonSchema(): SchemaNode {
  return toJsonSchema(reportSchema);
}

import { buildCatalog } from "../../src/catalog/parse-catalog.ts";

/** `line:column severity code [suggestion]` for each problem of one repository's catalog. */
export function problemsOf(text: string): readonly string[] {
  const { problems } = buildCatalog([{ layer: "repository", file: "throughline.yml", text }]);
  return problems.map(({ line, column, severity, code, suggestion }) =>
    [`${line}:${column}`, severity, code, ...(suggestion === undefined ? [] : [`[${suggestion}]`])].join(" "),
  );
}

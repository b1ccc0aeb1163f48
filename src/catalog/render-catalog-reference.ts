import {
  buildCatalogJsonSchema,
  isNotYetInEffect,
  type JsonSchema,
  listSchemaParts,
  type SchemaPart,
} from "./build-catalog-json-schema.ts";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { PROBLEM_CODES } from "./problem-codes.ts";

const SECTIONS = ["metrics", "areas", "prompt", "insight", "report", "summary", "judgement"] as const;

/** docs/reference/catalog.md: every key and every problem, from the schema and the list of codes. */
export function renderCatalogReference(): string {
  const parts = listSchemaParts(buildCatalogJsonSchema());
  const top = parts.filter((part) => !part.path.includes("."));
  const sections = SECTIONS.flatMap((name) => [
    "",
    `## \`${name}\``,
    "",
    toText(top.find((part) => part.path === name)?.schema.description ?? ""),
    "",
    ...renderKeys(parts.filter((part) => part.path.startsWith(`${name}.`))),
  ]);
  return [...INTRODUCTION, ...renderKeys(top), ...sections, "", ...renderProblems(), ""].join("\n");
}

const INTRODUCTION = [
  "<!-- Made by `npm run generate` from src/catalog; change it there. -->",
  "# The catalog",
  "",
  "A catalog names the metrics that the business watches, the areas of the code and how people are asked. It is the file",
  "`.github/throughline.yml` (or `.yaml`, not both) on the default branch. `throughline validate FILE` tells what is wrong",
  "with one, with line and column.",
  "",
  "Catalogs stand on one another: the defaults, then the organisation's, then what `_extends` names, then the",
  "repository's. `metrics` and `areas` unite by key, and the nearer entry replaces the farther one whole; any other value",
  "is replaced by the nearer one. What the organisation names in `locked` keeps its value.",
  "",
  "Keys of metrics and areas are 1 to 40 of `a-z`, `0-9` and `-`, and do not begin with `-`. Globs know `*`, `?`, `**`,",
  "`[a-z]`, `{a,b}` and `\\` before a special character; files that begin with a dot match like others,",
  "`folder/**` is the folder itself too, and a folder named `[slug]` is matched by `[slug]`.",
  "",
  `Limits: ${CATALOG_LIMITS.bytes / 1024} KiB, ${CATALOG_LIMITS.depth} levels, ${CATALOG_LIMITS.aliases} aliases, ` +
    `${CATALOG_LIMITS.metrics} metrics, ${CATALOG_LIMITS.areas} areas, ${CATALOG_LIMITS.globs} globs of ` +
    `${CATALOG_LIMITS.globLength} characters in an area.`,
  "",
  "Keys that are not in effect yet may be written: they are checked, and nothing reads them.",
  "",
  "## All keys",
  "",
];

function renderKeys(parts: readonly SchemaPart[]): readonly string[] {
  return [
    "| key | type | default | what it does | in effect |",
    "|---|---|---|---|---|",
    ...parts.map(({ path, schema, isRequired }) =>
      renderRow([
        `\`${path}\``,
        toType(schema),
        isRequired ? "needed" : toDefault(schema),
        toText(schema.description ?? ""),
        isNotYetInEffect(path) ? "not yet" : "yes",
      ]),
    ),
  ];
}

function renderProblems(): readonly string[] {
  return [
    "## Problems",
    "",
    "An error breaks the catalog: nothing of it is applied, and nothing is asked. Warnings and infos break nothing.",
    "",
    "| code | severity | what it means, and what to do |",
    "|---|---|---|",
    ...Object.entries(PROBLEM_CODES).map(([code, { severity, meaning }]) =>
      renderRow([`\`${code}\``, severity, meaning]),
    ),
  ];
}

function renderRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function toText(description: string): string {
  return description.replace(/ \(not yet in effect\)$/u, "");
}

function toDefault(schema: JsonSchema): string {
  return schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``;
}

function toType(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.anyOf !== undefined) return schema.anyOf.map(toType).join(" or ");
  if (schema.type === "array")
    return `list of ${schema.items === undefined ? "values" : toType(schema.items)}`;
  if (schema.type === "string") return schema["format"] === undefined ? "text" : String(schema["format"]);
  if (schema.type === "number" || schema.type === "integer") {
    return `${schema.type === "integer" ? "whole number" : "number"}, ${schema["minimum"]} to ${schema["maximum"]}`;
  }
  return schema.type === "object" ? "map" : String(schema.type);
}

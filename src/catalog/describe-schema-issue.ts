import type * as z from "zod";
import { RESERVED_KEYS } from "../model/catalog.ts";
import { buildCatalogJsonSchema, listKeysAt } from "./build-catalog-json-schema.ts";
import { findNearWord } from "./find-nearest-words.ts";
import type { ProblemCode } from "./problem-codes.ts";

type SchemaIssue = z.core.$ZodIssue;

export interface SchemaProblem {
  readonly code: ProblemCode;
  readonly path: string;
  readonly part: "key" | "value";
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** Says in words what zod found, one problem for each thing to mend. */
export function describeSchemaIssue(issue: SchemaIssue): readonly SchemaProblem[] {
  const path = issue.path.map(String).join(".");
  const problem = (code: ProblemCode, fault: string): readonly SchemaProblem[] => [
    { code, path, part: "value", message: `${path === "" ? "The catalog" : path} ${fault}` },
  ];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => describeUnknownKey(key, issue.path));
    case "invalid_key":
      return [describeBadKey(issue.path)];
    case "invalid_type":
      return issue.input === undefined
        ? [describeMissingKey(issue.path)]
        : problem("wrong-type", describeType(issue));
    case "invalid_value":
      return [issue.input === undefined ? describeMissingKey(issue.path) : describeBadChoice(path, issue)];
    case "invalid_union":
      return describeUnion(issue, () => problem("wrong-type", issue.message));
    case "too_small":
      return problem(
        "wrong-value",
        issue.origin === "number" || issue.origin === "int"
          ? `must be at least ${issue.minimum}`
          : "must not be empty",
      );
    case "too_big":
      return issue.origin === "array"
        ? problem("too-long", `must have at most ${issue.maximum} entries`)
        : problem("wrong-value", `must be at most ${issue.maximum}`);
    case "custom":
      return problem(toCode(issue.params), `${quoteInput(issue.input)}${issue.message}`);
    default:
      return problem("wrong-value", `is not valid: ${issue.message}`);
  }
}

function describeUnknownKey(key: string, parent: readonly PropertyKey[]): SchemaProblem {
  const valid = listKeysAt(findSchema(), parent);
  const suggestion = findNearWord(key, valid);
  const where = parent.length === 0 ? "a catalog" : parent.map(String).join(".");
  const advice =
    suggestion === undefined ? `keys here: ${valid.join(", ")}` : `did you mean "${suggestion}"?`;
  const message = `"${key}" is no key of ${where}; ${advice}`;
  return {
    code: "unknown-key",
    path: [...parent, key].map(String).join("."),
    part: "key",
    message,
    suggestion,
  };
}

function describeMissingKey(path: readonly PropertyKey[]): SchemaProblem {
  const parent = path.slice(0, -1).map(String).join(".");
  const message = `${parent} needs the key "${String(path.at(-1))}"`;
  return { code: "missing-key", path: parent, part: "key", message };
}

function describeBadKey(path: readonly PropertyKey[]): SchemaProblem {
  const key = String(path.at(-1));
  const place = { path: path.map(String).join("."), part: "key" } as const;
  if (RESERVED_KEYS.some((word) => word === key)) {
    return {
      ...place,
      code: "reserved-key",
      message: `"${key}" can't be a key: in an answer it means something else`,
    };
  }
  const near = toKeyForm(key);
  const message = `"${key}" can't be a key: 1 to 40 of a-z, 0-9 and hyphens, and no hyphen at the beginning`;
  return { ...place, code: "ill-formed-key", message, suggestion: near === "" ? undefined : near };
}

/** `Refund Rate` -> `refund-rate` */
function toKeyForm(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return words.join("-").slice(0, 40);
}

function describeBadChoice(
  path: string,
  issue: Extract<SchemaIssue, { code: "invalid_value" }>,
): SchemaProblem {
  const choices = issue.values.map(String);
  const suggestion = typeof issue.input === "string" ? findNearWord(issue.input, choices) : undefined;
  const wanted = choices.length === 1 ? choices[0] : `one of ${choices.join(", ")}`;
  const message = `${path} must be ${wanted}, not ${nameInput(issue.input)}`;
  return { code: "wrong-value", path, part: "value", message, suggestion };
}

/** Tells what is wrong with the alternative that was meant; where none was, what the union takes. */
function describeUnion(
  issue: Extract<SchemaIssue, { code: "invalid_union" }>,
  describeWhole: () => readonly SchemaProblem[],
): readonly SchemaProblem[] {
  const isMeant = (issues: readonly SchemaIssue[]): boolean =>
    issues.every(
      (each) => each.path.length > 0 || (each.code !== "invalid_type" && each.code !== "invalid_value"),
    );
  const meant = issue.errors.find(isMeant);
  if (meant === undefined) return describeWhole();
  return meant.flatMap((each) => describeSchemaIssue({ ...each, path: [...issue.path, ...each.path] }));
}

function describeType(issue: Extract<SchemaIssue, { code: "invalid_type" }>): string {
  const { expected, input } = issue;
  if (input === null) return "is empty; give it a value, or remove the key";
  const wanted = TYPE_NAMES[expected] ?? expected;
  const advice = expected === "string" && typeof input !== "object" ? "; put it in quotes" : "";
  return `must be ${wanted}, not ${nameInput(input)}${advice}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

function nameInput(input: unknown): string {
  if (input === null) return "nothing";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "a map";
  return typeof input === "string" ? JSON.stringify(cut(input)) : String(input);
}

function quoteInput(input: unknown): string {
  return typeof input === "string" ? `(${JSON.stringify(cut(input))}) ` : "";
}

function cut(text: string): string {
  const points = [...text.slice(0, 200)];
  return points.length > 60 ? `${points.slice(0, 59).join("")}…` : text;
}

function toCode(params: Readonly<Record<string, unknown>> | undefined): ProblemCode {
  const code = params?.["code"];
  if (typeof code !== "string") throw new Error("A refinement of the catalog's schema names no problem code");
  return code as ProblemCode;
}

let schema: ReturnType<typeof buildCatalogJsonSchema> | undefined;

function findSchema(): ReturnType<typeof buildCatalogJsonSchema> {
  schema ??= buildCatalogJsonSchema();
  return schema;
}

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildASTSchema, parse, validateSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { reduceGraphQL } from "../../scripts/conformance/reduce-graphql.ts";
import { shareRepeated, stripSchema } from "../../scripts/conformance/reduce-schemas.ts";
import { readPublished } from "./read-published.ts";
import { USED_ROUTES } from "./used.ts";

const SOURCES = join(import.meta.dirname, "../../src/github");
const PUBLISHED = join(import.meta.dirname, "published");

/** `"GET /app"`, and `` `GET ${COMMENT}/reactions` `` with what COMMENT stands for in the file. */
function listRoutes(text: string): readonly string[] {
  const constants = new Map(
    [...text.matchAll(/const (\w+) = "([^"]*)";/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  return [...text.matchAll(/["`]((?:GET|POST|PATCH|PUT|DELETE) (?:\/|\$\{)[^"`]*)["`]/g)].map(
    ([, route = ""]) =>
      route.replace(/\$\{(\w+)\}/g, (_, name: string) => constants.get(name) ?? `<${name}>`),
  );
}

describe("what was taken from GitHub's descriptions", () => {
  it("is small, says where it comes from, and holds no prose", () => {
    const names = readdirSync(PUBLISHED);
    expect(names).toEqual(["rest.json", "schema.graphql", "webhooks-community.json", "webhooks.json"]);
    const sizes = names.map((name) => statSync(join(PUBLISHED, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
    for (const name of names) {
      const text = readPublished(name);
      expect(text.split("\n")[0]).toMatch(/@octokit\/[a-z-]+ \d+\.\d+\.\d+, \S+/);
      // A sentence: words with blanks between them. Enums and names have none so long.
      expect(name.endsWith(".json") ? text.match(/"[^"]*\w \w+ \w+ [^"]*"/g) : text.match(/"""/)).toBeNull();
    }
  });

  it("is what src/github asks for, each route of it", () => {
    const named = readdirSync(SOURCES).flatMap((file) =>
      listRoutes(readFileSync(join(SOURCES, file), "utf8")),
    );
    const asked = named
      .map((route) => route.replace("{+", "{"))
      // GraphQL is no REST route; repositories by their id stand in no description.
      .filter((route) => !route.startsWith("POST /graphql") && !route.startsWith("GET /repositories/"));
    expect(new Set(asked).size).toBeGreaterThan(25);
    expect(asked.filter((route) => !USED_ROUTES.includes(route))).toEqual([]);
  });

  it("is a schema that GraphQL takes", () => {
    expect(validateSchema(buildASTSchema(parse(readPublished("schema.graphql"))))).toEqual([]);
  });
});

describe("taking types from a description", () => {
  it("keeps names, types and limits, and properties that are called like prose", () => {
    const schema = {
      type: "object",
      description: "A label.",
      example: { name: "bug" },
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: { type: "string", maxLength: 20, description: "Its name.", default: "bug" },
        description: { type: "string", nullable: true, enum: ["a", "b"], title: "Words" },
        owner: { $ref: "#/components/schemas/simple-user" },
        team: { nullable: true, allOf: [{ $ref: "#/definitions/team" }] },
        size: { oneOf: [{ type: "integer" }, { type: "string", pattern: "(?<broken" }] },
      },
    };
    expect(stripSchema(schema)).toEqual({
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", maxLength: 20 },
        description: { type: ["string", "null"], enum: ["a", "b", null] },
        owner: { $ref: "#/schemas/simple-user" },
        team: { anyOf: [{ allOf: [{ $ref: "#/schemas/team" }] }, { type: "null" }] },
        size: { anyOf: [{ type: "integer" }, { type: "string" }] },
      },
    });
  });

  it("writes once what stands in several places", () => {
    const names = Array.from({ length: 20 }, (_, index) => `field_${index}`);
    const long = { type: "object", required: names };
    const { root, schemas } = shareRepeated({
      first: { long },
      second: { type: "array", items: long },
      third: { type: "string" },
    });
    const [name = ""] = Object.keys(schemas);
    const $ref = `#/schemas/${name}`;
    expect(schemas).toEqual({ [name]: long });
    expect(root).toEqual({
      first: { long: { $ref } },
      second: { type: "array", items: { $ref } },
      third: { type: "string" },
    });
  });

  it("keeps of GraphQL the named types, with fields that lead to values or to one another", () => {
    const text = `
      """Everything."""
      type Query { repository(name: String!): Repository user: User }
      "A place." type Repository implements Node & Starrable @docsCategory(name: "x") {
        name: String!
        owner: User
        old: Boolean @deprecated(reason: "Gone.")
        state(by: Order): State
      }
      interface Node { id: ID }
      interface Starrable { stars: Int }
      type User { login: String }
      enum State { OPEN CLOSED }
      input Order { field: State }
    `;
    const reduced = reduceGraphQL(text, ["Query", "Repository", "Node"]);
    expect(reduced.replace(/\s+/g, " ").trim()).toBe(
      "interface Node { id: ID } input Order { field: State } " +
        "type Query { repository(name: String!): Repository } " +
        "type Repository implements Node { name: String! old: Boolean @deprecated state(by: Order): State } " +
        "enum State { OPEN CLOSED }",
    );
  });
});

import { expect, it } from "vitest";
import { ORGANISATION_CATALOG } from "../../../sandbox/organisation/organisation-catalog.ts";
import { SAMPLE_ORGANISATION } from "../../../sandbox/organisation/sample-organisation.ts";
import { buildCatalog } from "../../../src/catalog/parse-catalog.ts";

it.each(SAMPLE_ORGANISATION.repositories)("the catalog of $name has neither errors nor warnings", (one) => {
  const { catalog, problems } = buildCatalog([
    { layer: "organisation", text: ORGANISATION_CATALOG, file: "organisation" },
    { layer: "repository", text: one.catalog, file: one.name, visibility: one.visibility },
  ]);
  expect(problems.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(catalog).toBeDefined();
});

it("has a feedback loop", () => {
  const { problems } = buildCatalog([
    { layer: "organisation", text: ORGANISATION_CATALOG, file: "organisation" },
  ]);
  expect(problems.map(({ severity }) => severity)).toEqual(["info"]);
});

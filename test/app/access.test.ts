import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { EVENT_MAPPINGS } from "../../src/app/event-mappings.ts";
import {
  REQUIRED_EVENTS,
  REQUIRED_PERMISSIONS,
  renderPermissionsReference,
} from "../../src/workflows/required-access.ts";

const manifest = parse(await readFile("app.yml", "utf8")) as {
  default_permissions: Record<string, string>;
  default_events: string[];
};

describe("app.yml, the code and the table of permissions", () => {
  it("name the same events", () => {
    expect(EVENT_MAPPINGS.map(({ event }) => event).toSorted()).toEqual(
      REQUIRED_EVENTS.map(({ event }) => event),
    );
    expect(manifest.default_events).toEqual(
      REQUIRED_EVENTS.filter(({ isAlwaysSent }) => isAlwaysSent !== true).map(({ event }) => event),
    );
  });

  it("name the same permissions", () => {
    expect(manifest.default_permissions).toEqual(
      Object.fromEntries(REQUIRED_PERMISSIONS.map(({ permission, access }) => [permission, access])),
    );
  });

  it("ask for a permission for every event", () => {
    const asked = new Set(REQUIRED_PERMISSIONS.map(({ permission }) => permission));
    expect(REQUIRED_EVENTS.filter(({ needs }) => !asked.has(needs))).toEqual([]);
  });

  it("are what the page says (npm run generate)", async () => {
    expect(await readFile("docs/reference/permissions.md", "utf8")).toBe(renderPermissionsReference());
  });
});

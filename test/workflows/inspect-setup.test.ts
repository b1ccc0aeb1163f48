import { describe, expect, it } from "vitest";
import { inspectSetup, type SetupFacts } from "../../src/workflows/inspect-setup.ts";

const GRANTED = {
  permissions: { checks: "write", contents: "read", metadata: "read" },
  events: ["pull_request", "push"],
};
const FACTS: SetupFacts = {
  wanted: { permissions: { checks: "write", contents: "read" }, events: ["pull_request", "push"] },
  app: { slug: "throughline", ...GRANTED },
  installations: [{ account: "acme", isSuspended: false, ...GRANTED }],
  deadWork: [],
};

const inspect = (more: Partial<SetupFacts>) =>
  inspectSetup({ ...FACTS, ...more }).filter(({ severity }) => severity !== "ok");

describe("inspectSetup", () => {
  it("finds nothing where all is granted", () => {
    expect(inspect({})).toEqual([]);
    expect(inspectSetup(FACTS)).toHaveLength(3);
  });

  it("names a permission that is missing or too weak, and where to add it", () => {
    const app = { ...FACTS.app, permissions: { checks: "read", contents: "read" } };
    expect(inspect({ app })).toEqual([
      { severity: "error", message: expect.stringMatching(/throughline lacks .*checks: write: add it in/) },
    ]);
  });

  it("takes a stronger permission for enough in an installation", () => {
    const [installation] = FACTS.installations;
    const installations = installation && [
      { ...installation, permissions: { checks: "admin", contents: "write" } },
    ];
    expect(inspect({ installations: installations ?? [] })).toEqual([]);
  });

  it("names an event that is missing and a permission that nothing uses", () => {
    const app = { ...FACTS.app, permissions: { ...GRANTED.permissions, issues: "write" }, events: ["push"] };
    expect(inspect({ app }).map(({ severity }) => severity)).toEqual(["error", "warning"]);
    expect(inspect({ app })[0]?.message).toContain("pull_request");
    expect(inspect({ app })[1]?.message).toContain("issues: write");
  });

  it("says of an installation what its owner has to accept, and of a suspended one only that", () => {
    const installations = [
      { account: "acme", isSuspended: false, permissions: {}, events: [] },
      { account: "globex", isSuspended: true, permissions: {}, events: [] },
    ];
    expect(inspect({ installations })).toEqual([
      {
        severity: "error",
        message: expect.stringMatching(/acme lacks checks: write, contents: read: an owner/),
      },
      { severity: "warning", message: expect.stringMatching(/globex is suspended/) },
    ]);
  });

  it("lists work that was given up and how to have it done again", () => {
    const deadWork = [
      { key: "pull-request:900:1", state: "dead", why: "GitHub refused it (422)", sinceMs: 0 },
      { key: "pull-request:900:2", state: "quarantined", why: "3 crashes", sinceMs: 0 },
    ] as const;
    expect(inspect({ deadWork }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^pull-request:900:1 was given up: .*doctor --retry\.$/),
      expect.stringMatching(/^pull-request:900:2 was set aside after three crashes/),
    ]);
  });
});

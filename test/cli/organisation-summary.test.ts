import { expect, it } from "vitest";
import { describeOnEngines } from "../store/store-rig.ts";
import { runMadeCommand } from "../support/made-command-tools.ts";
import {
  addOrganisation,
  createFakeSummaryGitHub,
  landedOf,
  repositoryOf,
  storeFacts,
} from "../support/summary-rig.ts";

const CATALOG = `version: 1
metrics: { deal-velocity: { name: Deal velocity, kind: revenue, partner: Sales, visibility: public } }
summary: { repository: acme/leadership, channels: [{ name: sales, partner: Sales }] }
`;

describeOnEngines("throughline summary --org", (open) => {
  async function openShop(catalog = CATALOG) {
    const clock = await open("off");
    const { store } = clock;
    const fake = createFakeSummaryGitHub(() => 0);
    const repositories = [repositoryOf(901, { name: "leadership" }), repositoryOf(902, { name: "shop" })];
    await addOrganisation(store, fake, { id: 5, login: "acme", catalog, repositories });
    const answer = {
      kind: "tags",
      tags: [{ metric: "deal-velocity", effect: "moves", provenance: "declared", source: "line" }],
    } as const;
    await storeFacts(store, {
      changes: [landedOf(902, 7, { landedAtMs: Date.parse("2026-11-18T12:00:00Z"), answer })],
    });
    return (...args: readonly string[]) => runMadeCommand(["summary", ...args], { store });
  }

  it("says what would be posted where, and posts nothing", async () => {
    const run = await openShop();
    const { code, stdout, stderr } = await run("--org", "ACME", "--dry-run");
    expect(code).toBe(0);
    expect(stderr).toContain(
      "It would be posted in acme/leadership, as a comment on its summary issue, for private",
    );
    expect(stderr).toContain("Channels: sales (public).");
    expect(stdout).toContain("2026-W47");
    expect(stdout).toContain("Deal velocity");
  });

  it("only writes where a form, a file or a partner is named", async () => {
    const run = await openShop();
    expect((await run("--org", "acme", "--format", "json")).stdout).toContain('"week": "2026-W47"');
    expect((await run("--org", "acme", "--format", "html")).stdout).toMatch(/^<!doctype html>/iu);
    const written = await run("--org", "acme", "--output", "week.md");
    expect(written.files.get("week.md")).toContain("2026-W47");
    expect((await run("--org", "acme", "--partner", "sales")).stdout).toMatch(/^# For Sales/u);
    expect((await run("--org", "acme", "--week", "2026-W40", "--format", "md")).stdout).toContain("2026-W40");
  });

  it.each([
    [["--org", "nowhere", "--dry-run"], "The store knows no repository of"],
    [["--org", "acme", "--week", "2026-W54", "--dry-run"], "is no ISO week"],
    [["--org", "acme", "--week", "2027-W53", "--dry-run"], "is no ISO week"],
    [["--org", "acme", "--partner", "Nobody"], "No metric has the partner"],
    [["--org", "acme", "--catalog", "x.yml"], "--catalog goes with --git"],
    [[], "--git PATH... for local clones, or --org NAME"],
    [["--git", ".", "--dry-run"], "--dry-run goes with --org"],
  ])("refuses %j", async (args, message) => {
    const run = await openShop();
    const { code, stderr } = await run(...args);
    expect(code).not.toBe(0);
    expect(stderr).toContain(message);
  });

  it("names what is wrong with the organisation's catalog", async () => {
    const run = await openShop("version: 1\nsummary: { repository: nothing }\n");
    expect((await run("--org", "acme", "--dry-run")).stderr).toMatch(
      /acme\/\.github:\.github\/throughline\.yml has errors, the first in line 2/u,
    );
  });
});

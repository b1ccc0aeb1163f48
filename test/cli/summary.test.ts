import { describe, expect, it } from "vitest";
import { summarySchema } from "../../src/summary/summary-schema.ts";
import { type MadeMachine, runMadeCommand, toMadeChange } from "../support/made-command-tools.ts";

const CATALOG = `version: 1
metrics:
  retention: { name: Net revenue retention, kind: revenue, partner: Sales, owner: growth team }
areas: { app: { paths: ["src/**"], metrics: [retention] } }
`;
const ORGANISATION = `version: 1
metrics: { velocity: { name: Deal velocity, kind: revenue, partner: Sales } }
summary: { schedule: { weekday: monday, time: "09:00", timezone: Pacific/Kiritimati } }
`;
// 2026-W03 is 12 to 18 January.
const MACHINE: MadeMachine = {
  files: { ".git": null, ".github/throughline.yml": CATALOG, "acme.yml": ORGANISATION },
  changes: [
    toMadeChange(1, "2026-01-06", { body: "Impact: retention" }),
    toMadeChange(2, "2026-01-13", {
      title: "feat: pay later",
      body: "Impact: retention - asked for\n\nLearned: ask once per cart\nIdea-from: other/cart#7\nCo-authored-by: Bob <bob@example.com>\n",
    }),
    toMadeChange(3, "2026-01-14", { body: "Impact: none" }),
    toMadeChange(4, "2026-01-15"),
    toMadeChange(5, "2026-01-20", { body: "Impact: for #2" }),
  ],
};

function runSummary(...args: readonly string[]) {
  return runMadeCommand(["summary", "--git", ".", ...args], MACHINE);
}

describe("throughline summary --git", () => {
  it("tells of the last whole week before the newest change", async () => {
    const run = await runSummary();
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("# Weekly summary: acme, 2026-W03");
    expect(run.stdout).toContain("2 of 3 asked changes are answered");
    expect(run.stdout).toContain("Learned: ask once per cart (<code>acme/shop#2</code>, Mona)");
    expect(run.stdout).toContain("(<code>acme/shop#2</code>), from <code>other/cart#7</code>");
    expect(run.stdout).toContain("by Mona, with Bob");
    expect(run.stdout).not.toContain("example.com");
  });

  it("--format json has the documented shape, and --output writes the same", async () => {
    const run = await runSummary("--format", "json");
    const summary = summarySchema.parse(JSON.parse(run.stdout));
    expect(summary).toMatchObject({
      organisation: "acme",
      week: "2026-W03",
      source: "git",
      coverage: { changes: 3, asked: 3, answered: 2, notSaid: { ids: ["acme/shop#4"] } },
    });
    const written = await runSummary("--format", "json", "--output", "out.json");
    expect(written).toMatchObject({ code: 0, stdout: "", stderr: "Wrote out.json\n" });
    expect(written.files.get("out.json")).toBe(run.stdout);
  });

  it("--week takes any other week; what a change was made for is read from the whole history", async () => {
    const run = await runSummary("--week", "2026-W04", "--format", "json", "--org", "Acme Inc.");
    expect(JSON.parse(run.stdout)).toMatchObject({
      organisation: "Acme Inc.",
      metrics: [{ metric: "retention", byProvenance: { inherited: 1 }, before: [0, 0, 1, 1] }],
    });
    expect((await runSummary("--week", "2026-W20")).stdout).toContain("Nothing landed in this week.");
  });

  it("--catalog is the organisation's: its zone, and its metrics beside the clone's", async () => {
    const run = await runSummary("--catalog", "acme.yml", "--format", "json");
    expect(JSON.parse(run.stdout)).toMatchObject({
      window: { timezone: "Pacific/Kiritimati" },
      metrics: [{ metric: "retention" }, { metric: "velocity" }],
      partners: [{ partner: "Sales", metrics: [{ metric: "retention" }, { metric: "velocity" }] }],
    });
  });

  it("--catalog serves a clone without one", async () => {
    const files = { ".git": null, "acme.yml": ORGANISATION };
    const run = await runMadeCommand(["summary", "--git", ".", "--catalog", "acme.yml"], {
      ...MACHINE,
      files,
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("No claim: Deal velocity.");
  });

  it("--partner is the brief alone, in Markdown and as a page", async () => {
    const run = await runSummary("--partner", "sales");
    expect(run.stdout).toContain("# For Sales: acme, 2026-W03");
    expect(run.stdout).toContain("Pay later (<code>acme/shop#2</code>): claims to move it, “asked for”");
    expect((await runSummary("--partner", "sales", "--format", "html")).stdout).toContain("<h1>For Sales");
  });

  it.each([
    [["--week", "2025-W53"], 2, '--week "2025-W53" is no ISO week; write one as 2026-W47.'],
    [["--partner", "HR"], 2, 'No metric has the partner "HR"; there are Sales.'],
    [["--format", "pdf"], 2, '--format "pdf" is no format'],
    [["--catalog", "none.yml"], 1, "none.yml"],
    [["--git", "./other", "--catalog", "acme.yml"], 2, "Two of the clones are acme/shop"],
    [["--dry-run"], 2, "--dry-run goes with --org"],
  ])("%j ends with a sentence", async (args, code, sentence) => {
    const run = await runSummary(...args);
    expect(run).toMatchObject({ code, stdout: "" });
    expect(run.stderr).toContain(sentence);
  });

  it("says so where the week that it chose is empty", async () => {
    const changes = [toMadeChange(1, "2026-01-06"), toMadeChange(2, "2026-03-06")];
    const run = await runMadeCommand(["summary", "--git", "."], { ...MACHINE, changes });
    expect(run.stdout).toContain("Nothing landed in this week.");
    expect(run.stderr).toContain(
      "Nothing landed in 2026-W09, the last whole week before the newest change; pass --week 2026-W10",
    );
  });

  it("names a clone without a catalog, and says what to do", async () => {
    const run = await runMadeCommand(["summary", "--git", "."], { ...MACHINE, files: { ".git": null } });
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("No catalog in .; run throughline init there, or pass the organisation's");
  });

  it("without a place to read from says where that could be", async () => {
    const run = await runMadeCommand(["summary"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("--git PATH");
  });
});

import { describe, expect, it } from "vitest";
import { type MadeMachine, runMadeCommand, toMadeChange } from "../support/made-command-tools.ts";

const CATALOG = `version: 1
metrics: { retention: { name: Net revenue retention, kind: revenue } }
areas: { app: { paths: ["src/**"], metrics: [retention] } }
`;
const MACHINE: MadeMachine = {
  files: { ".git": null, ".github/throughline.yml": CATALOG },
  changes: [
    toMadeChange(1, "2026-01-10", { body: "Impact: retention" }),
    toMadeChange(2, "2026-01-20", { body: "Impact: none" }),
    toMadeChange(3, "2026-01-30"),
  ],
};

describe("throughline report", () => {
  it("--format html is one page, linked where it is told to", async () => {
    const run = await runMadeCommand(["report", "--git", ".", "--format", "html"], MACHINE);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/u);
    const links = ["--links", "https://github.example/acme/shop"];
    const linked = await runMadeCommand(["report", "--git", ".", "--format", "html", ...links], MACHINE);
    expect(linked.stdout).toContain('<a href="https://github.example/acme/shop/pull/1">#1</a>');
  });

  it("--format json, --json and --output give the same document with the promised keys", async () => {
    const run = await runMadeCommand(["report", "--git", ".", "--format", "json"], MACHINE);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const report = JSON.parse(run.stdout) as Record<string, unknown>;
    for (const key of [
      ...[
        "source",
        "window",
        "changes",
        "coverage",
        "metrics",
        "areas",
        "map",
        "notSaid",
        "intent",
        "questions",
      ],
      ...["blindSpots", "concentrations", "loops", "leverage", "stability"],
    ]) {
      expect(report).toHaveProperty(key);
    }
    expect(report).toMatchObject({
      source: "git",
      window: { until: "2026-01-31" },
      changes: 3,
      coverage: { eligible: 3, asked: 3, answered: 2 },
      metrics: [
        {
          metric: "retention",
          kind: "revenue",
          byProvenance: { declared: 1, accepted: 0, inherited: 0 },
          ids: ["#1"],
        },
      ],
      areas: [{ area: "app", changes: 3, eligible: 3, answered: 2, ids: ["#3", "#2", "#1"] }],
    });
    expect((await runMadeCommand(["report", "--git", ".", "--json"], MACHINE)).stdout).toBe(run.stdout);
    const written = await runMadeCommand(
      ["report", "--git", ".", "--json", "--output", "out/report.json"],
      MACHINE,
    );
    expect(written).toMatchObject({ code: 0, stdout: "", stderr: "Wrote out/report.json\n" });
    expect(written.files.get("out/report.json")).toBe(run.stdout);
  });

  it("keeps a file that is there unless it is forced", async () => {
    const args = ["report", "--git", ".", "--output", "out.md"];
    const machine = { ...MACHINE, files: { ...MACHINE.files, "out.md": "mine" } };
    const refused = await runMadeCommand(args, machine);
    expect(refused).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "out.md exists already. Pass --force to write it anew.\n",
    });
    expect(refused.files.get("out.md")).toBe("mine");
    const forced = await runMadeCommand([...args, "--force"], machine);
    expect(forced.code).toBe(0);
    expect(forced.files.get("out.md")).toMatch(/^# /);
  });

  it("writes Markdown to stdout without a format, also for --output -", async () => {
    const run = await runMadeCommand(["report", "--git", "."], MACHINE);
    expect(run.stdout).toMatch(/^# Throughline report: acme\/shop\n/);
    expect((await runMadeCommand(["report", "--git", ".", "--output", "-"], MACHINE)).stdout).toBe(
      run.stdout,
    );
  });

  it("keeps to the window: since included, until excluded", async () => {
    const args = ["report", "--git", ".", "--json", "--since", "2026-01-20", "--until", "2026-01-30"];
    const run = await runMadeCommand(args, MACHINE);
    expect(JSON.parse(run.stdout)).toMatchObject({
      window: { since: "2026-01-20", until: "2026-01-30" },
      changes: 1,
    });
  });

  it("takes the catalog of the root from a subfolder, and the committed one where the folder has none", async () => {
    const text = CATALOG.replace("Net revenue", "Root");
    const below = { ".git": null, ".github/throughline.yml": text };
    const files = Object.fromEntries(
      Object.entries(below).map(([path, one]) => [`src/lib/../../${path}`, one]),
    );
    const inside = await runMadeCommand(["report", "--git", "src/lib"], { ...MACHINE, files });
    expect(inside.stdout).toContain("Root retention");
    const committed = { ".github/throughline.yml": text };
    const bare = await runMadeCommand(["report", "--git", "."], { ...MACHINE, files: {}, committed });
    expect(bare.stdout).toContain("Root retention");
  });

  it("counts a claim of a metric that the catalog had once as an answer, under its retired key", async () => {
    const before = CATALOG.replace("retention:", "speed: { kind: revenue, name: Fast pages }, retention:");
    const machine = {
      ...MACHINE,
      changes: [
        toMadeChange(1, "2026-01-10", { body: "Impact: speed" }),
        toMadeChange(2, "2026-01-20", { body: "Impact: retention, Fast pages" }),
        toMadeChange(3, "2026-01-21", { body: "Impact: sped" }),
      ],
      versions: [CATALOG, before],
    };
    for (const args of [[], ["--catalog", ".github/throughline.yml"]]) {
      const run = await runMadeCommand(["report", "--git", ".", "--json", ...args], machine);
      expect(JSON.parse(run.stdout)).toMatchObject({
        coverage: { answered: 2 },
        metrics: [
          { metric: "speed", name: "retired: speed", kind: "retired", ids: ["#2", "#1"] },
          { metric: "retention", ids: ["#2"] },
        ],
      });
    }
    const renamed = CATALOG.replace("kind: revenue", "kind: revenue, was: [speed]");
    const files = { ".git": null, ".github/throughline.yml": renamed };
    const run = await runMadeCommand(["report", "--git", ".", "--json"], { ...machine, files });
    expect(JSON.parse(run.stdout)).toMatchObject({ metrics: [{ metric: "retention", ids: ["#2", "#1"] }] });
  });

  it("says on one line that the work tree's catalog is not the committed one", async () => {
    const committed = { ".github/throughline.yml": `${CATALOG}\n` };
    const run = await runMadeCommand(["report", "--git", "."], { ...MACHINE, committed });
    expect(run).toMatchObject({
      code: 0,
      stderr:
        "Read by .github/throughline.yml as it stands in the work tree; it differs from main:.github/throughline.yml.\n",
    });
  });

  it("says that a clock of an earlier commit moved the window, unless --until stands against it", async () => {
    const changes = [toMadeChange(1, "2099-01-01"), toMadeChange(2, "2026-01-30")];
    const run = await runMadeCommand(["report", "--git", "."], { ...MACHINE, changes });
    expect(run.stderr).toBe(
      "An earlier commit of main is dated 2099-01-01, after its newest one (2026-01-30), and the window ends there; pass --until 2026-01-31 if a clock was wrong.\n",
    );
    const until = await runMadeCommand(["report", "--git", ".", "--until", "2026-01-31"], {
      ...MACHINE,
      changes,
    });
    expect(until.stderr).toBe("");
  });

  it("no catalog: the sentence as promised", async () => {
    const run = await runMadeCommand(["report", "--git", "shop"], { ...MACHINE, files: {} });
    expect(run).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "No catalog in shop; run throughline init or pass --catalog.\n",
    });
  });

  it("two catalogs, or one with errors: nothing is read", async () => {
    const both = { ".git": null, ".github/throughline.yml": CATALOG, ".github/throughline.yaml": CATALOG };
    const two = await runMadeCommand(["report", "--git", "."], { ...MACHINE, files: both });
    expect(two).toMatchObject({ code: 1, stdout: "" });
    expect(two.stderr).toContain("keep one of them");
    const broken = await runMadeCommand(["report", "--git", ".", "--catalog", "-"], {
      ...MACHINE,
      standardInput: "metrics: 1",
    });
    expect(broken).toMatchObject({ code: 1, stdout: "" });
    expect(broken.stderr).toContain("(standard input):1:");
  });

  it("no repository: its own sentence", async () => {
    const message = "No Git repository at x; give the folder of a clone.";
    const run = await runMadeCommand(["report", "--git", "x"], {
      gitProblem: { kind: "no-repository", message },
    });
    expect(run).toMatchObject({ code: 1, stdout: "", stderr: `${message}\n` });
  });

  it.each([
    [
      ["--links", "javascript:1"],
      '--links "javascript:1" is no web address; write https://HOST/OWNER/NAME.\n',
    ],
    [["--format", "pdf"], '--format "pdf" is no format; write md, json or html.\n'],
    [["--since", "soon"], '--since "soon" is neither a date'],
    [["--until", "2026-02-30"], '--until "2026-02-30" is no date'],
    [["--output", " "], "--output is empty; give it a value.\n"],
  ])("%j is wrong use", async (args, sentence) => {
    const run = await runMadeCommand(["report", "--git", ".", ...args], MACHINE);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr.startsWith(sentence)).toBe(true);
    expect(run.stderr.trimEnd()).not.toContain("\n");
  });
});

describe("throughline explain", () => {
  it("prints at most 20 lines, and the same as JSON", async () => {
    const run = await runMadeCommand(["explain", "--git", ".", "--since", "90d"], MACHINE);
    expect(run.code).toBe(0);
    expect(run.stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
    expect(run.stdout).toContain("Net revenue retention: 1 of 2 answered changes claim it");
    expect(run.stdout).toContain("Not said: 1.");
    const json = await runMadeCommand(["explain", "--git", ".", "--since", "90d", "--json"], MACHINE);
    expect(JSON.parse(json.stdout)).toMatchObject({ coverage: { answered: 2 }, notSaid: { ids: ["#3"] } });
  });

  it("finds a metric by its name, and names the nearest of a wrong one", async () => {
    const named = await runMadeCommand(
      ["explain", "--git", ".", "--metric", "net revenue retention"],
      MACHINE,
    );
    expect(named.code).toBe(0);
    const wrong = await runMadeCommand(["explain", "--git", ".", "--metric", "retenton"], MACHINE);
    expect(wrong).toMatchObject({
      code: 2,
      stderr: '--metric "retenton" is no metric of the catalog; the nearest are retention.\n',
    });
  });
});

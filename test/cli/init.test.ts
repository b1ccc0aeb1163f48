import { describe, expect, it } from "vitest";
import { runMadeCommand } from "../support/made-command-tools.ts";

const CATALOG = ".github/throughline.yml";
const TEMPLATE = ".github/pull_request_template.md";

describe("throughline init", () => {
  it("writes a catalog that validates without a word, and a template", async () => {
    for (const starter of ["saas", "internal", "library"]) {
      const run = await runMadeCommand(["init", "--starter", starter]);
      expect(run).toMatchObject({ code: 0, stdout: "" });
      expect([...run.files.keys()]).toEqual([CATALOG, TEMPLATE]);
      const check = await runMadeCommand(["validate", "-"], { standardInput: run.files.get(CATALOG) ?? "" });
      expect(check).toMatchObject({ code: 0, stderr: "(standard input): no problems.\n" });
    }
  });

  it("asks three questions; the answers become metrics", async () => {
    const run = await runMadeCommand(["init"], { answers: ["Deal velocity", "", "売上\u001b"] });
    expect(run.code).toBe(0);
    const text = run.files.get(CATALOG) ?? "";
    expect(text).toContain("deal-velocity:\n    name: Deal velocity\n");
    expect(text).toContain("product-number:\n    name: 売上\n");
    expect(text).not.toContain("Customer Success");
  });

  it("Ctrl-C at any question, or no answer at all, leaves nothing", async () => {
    for (const answers of [[undefined], ["a", undefined], ["a", "b", undefined]]) {
      const run = await runMadeCommand(["init"], { answers });
      expect(run).toMatchObject({ code: 1, stderr: "Stopped; nothing was written.\n" });
      expect(run.files.size).toBe(0);
    }
    const nothing = await runMadeCommand(["init"], { answers: ["", " ", ""] });
    expect(nothing.code).toBe(1);
    expect(nothing.files.size).toBe(0);
  });

  it("needs a terminal or a starter", async () => {
    const run = await runMadeCommand(["init"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("--starter with one of saas, internal, library");
  });

  it("refuses to overwrite before anything is asked; --force writes the same file anew", async () => {
    for (const file of [CATALOG, ".github/throughline.yaml"]) {
      const files = { [file]: "mine", [TEMPLATE]: "mine" };
      const refused = await runMadeCommand(["init"], { files, answers: [] });
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stderr).toContain(`${file} exists; nothing was written.`);
      expect(refused.files.get(file)).toBe("mine");
      const forced = await runMadeCommand(["init", "--starter", "saas", "--force"], {
        files,
        layout: { template: TEMPLATE },
      });
      expect(forced.code).toBe(0);
      expect([...forced.files.keys()]).toEqual([file, TEMPLATE]);
      expect(forced.files.get(file)).not.toBe("mine");
      expect(forced.files.get(TEMPLATE)).toBe("mine");
      expect(forced.stderr).toContain(`${TEMPLATE} was left as it is; add this line to it: Impact:`);
    }
  });

  it("--force does not choose between two catalogs", async () => {
    const files = { [CATALOG]: "a", ".github/throughline.yaml": "b" };
    const run = await runMadeCommand(["init", "--starter", "saas", "--force"], { files });
    expect(run.code).toBe(1);
    expect(run.files).toEqual(new Map(Object.entries(files)));
  });

  it("--dry-run prints what it would write, and writes nothing", async () => {
    const wet = await runMadeCommand(["init", "--starter", "saas"]);
    const dry = await runMadeCommand(["init", "--starter", "saas", "--dry-run"]);
    expect(dry.code).toBe(0);
    expect(dry.files.size).toBe(0);
    expect(dry.stdout).toContain(wet.files.get(CATALOG));
    expect(dry.stdout).toContain(`# ${TEMPLATE}\n${wet.files.get(TEMPLATE)}`);
    expect(dry.stderr).toContain("Nothing was written");
  });

  it.each([
    [TEMPLATE, []],
    [CATALOG, ["--force"]],
  ])("leaves nothing half done where %s can't be written", async (path, options) => {
    const files = path === CATALOG ? { [CATALOG]: "mine" } : {};
    const run = await runMadeCommand(["init", "--starter", "saas", ...options], { files, readOnly: [path] });
    expect(run.code).toBe(1);
    expect(run.stderr).toBe(`${path} can't be written: permission denied. Nothing was written.\n`);
    expect(run.files).toEqual(new Map(Object.entries(files)));
  });

  it("--checklist template puts boxes into the template", async () => {
    const run = await runMadeCommand(["init", "--starter", "saas", "--checklist", "template"]);
    expect(run.files.get(TEMPLATE)).toContain("- [ ] ");
    expect(run.files.get(CATALOG)).toContain("checklist: template");
  });

  it("tells what many packages became, and a folder that is no repository", async () => {
    const folders = ["packages", ...Array.from({ length: 500 }, (_, at) => `packages/p${at}`)];
    const run = await runMadeCommand(["init", "--starter", "saas"], {
      layout: {
        folders,
        packages: new Set(folders.slice(1)),
        files: new Map([["package.json", '{"workspaces":["packages/*"]}']]),
        isRepositoryRoot: false,
      },
    });
    expect(run.stderr).toContain("packages/ holds 500 parts, so it is one area");
    expect(run.stderr).toContain("no .git in that folder");
    expect(run.files.get(CATALOG)).toContain("paths: [packages/**]");
  });
});

import { describe, expect, it } from "vitest";
import { runMadeCommand } from "../support/made-command-tools.ts";

const GOOD = "version: 1\nmetrics: { retention: { kind: revenue } }\n";
const BAD = "version: 1\nmetrics: { retention: { kind: revenu } }\n";
const PLACE = ".github/throughline.yml";

describe("throughline validate", () => {
  it("takes the folder's own catalog, under either name", async () => {
    for (const file of [PLACE, ".github/throughline.yaml"]) {
      const run = await runMadeCommand(["validate"], { files: { [file]: GOOD } });
      expect(run).toMatchObject({ code: 0, stdout: "", stderr: `${file}: no problems.\n` });
    }
  });

  it("refuses two catalogs, and says where none is", async () => {
    const both = await runMadeCommand(["validate"], {
      files: { [PLACE]: GOOD, ".github/throughline.yaml": GOOD },
    });
    expect(both.code).toBe(1);
    expect(both.stdout).toContain("keep one of them");
    const none = await runMadeCommand(["validate"]);
    expect(none.stdout).toBe(
      `${PLACE}: error: There is no catalog in this folder; run throughline init or pass the path of one.\n`,
    );
  });

  it("prints each problem with its place on stdout, and the count beside it", async () => {
    const run = await runMadeCommand(["validate", "c.yml"], { files: { "c.yml": BAD } });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^c\.yml:2:\d+: error: [^\n]*revenue[^\n]*\n$/);
    expect(run.stderr).toBe("1 error.\n");
  });

  it("--json: the promised fields, the exit code of the severities, nothing on stderr", async () => {
    const run = await runMadeCommand(["validate", "c.yml", "--json"], { files: { "c.yml": BAD } });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    const { problems } = JSON.parse(run.stdout) as { problems: Record<string, unknown>[] };
    expect(problems).toEqual([
      {
        severity: "error",
        code: expect.any(String),
        message: expect.any(String),
        file: "c.yml",
        line: 2,
        column: expect.any(Number),
        suggestion: "revenue",
      },
    ]);
    const good = await runMadeCommand(["validate", "-", "--json"], { standardInput: GOOD });
    expect(good).toMatchObject({ code: 0, stdout: '{\n  "problems": []\n}\n' });
  });

  it("leaves the exit code at 0 for a warning", async () => {
    const text = "version: 1\nmetrics: { speed: { kind: delivery } }\n";
    const run = await runMadeCommand(["validate", "-"], { standardInput: text });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("(standard input):2:");
    expect(run.stderr).toBe("1 warning.\n");
  });

  it("--public: warns of what everybody would read", async () => {
    const files = { "c.yml": GOOD };
    const run = await runMadeCommand(["validate", "c.yml", "--public"], { files });
    expect(run).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^c\.yml:2:\d+: warning: The revenue metric "retention" stands in a file/,
      ),
    });
    expect(await runMadeCommand(["validate", "c.yml"], { files })).toMatchObject({ stdout: "" });
  });

  it("tells a folder and a missing file in one line", async () => {
    const folder = await runMadeCommand(["validate", "dir"], { files: { dir: null } });
    expect(folder.stdout).toBe("dir: error: dir is a folder, not a file.\n");
    const json = await runMadeCommand(["validate", "no.yml", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ problems: [{ file: "no.yml", line: 1, column: 1 }] });
    const missing = await runMadeCommand(["validate", "no.yml"]);
    expect(missing.stdout).toBe("no.yml: error: There is no such file; pass the path of a catalog.\n");
  });
});

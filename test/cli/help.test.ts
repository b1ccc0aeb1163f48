import { describe, expect, it } from "vitest";
import { runMadeCommand } from "../support/made-command-tools.ts";

const COMMANDS = [
  "init",
  "validate",
  "check",
  "report",
  "explain",
  "summary",
  "suggest",
  "serve",
  "doctor",
  "forget",
];

describe("help", () => {
  it("names every command, with examples and the exit codes, on stdout", async () => {
    const run = await runMadeCommand(["--help"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    for (const command of COMMANDS) expect(run.stdout).toContain(`\n  ${command} `);
    expect(run.stdout).toContain("Examples:");
    expect(run.stdout).toContain("0 ok, 1 failed, 2 wrong use, 4 authentication needed");
  });

  it.each(COMMANDS)("%s --help has an example", async (command) => {
    const run = await runMadeCommand([command, "--help"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/\nExamples?:\n/);
    expect((await runMadeCommand(["help", command])).stdout).toBe(run.stdout);
  });

  it.each(["init", "validate", "check", "report", "explain", "suggest"])(
    "%s: under 100 columns",
    async (command) => {
      const { stdout } = await runMadeCommand([command, "--help"]);
      expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    },
  );

  it("without a command: the help on stderr, exit 2", async () => {
    const run = await runMadeCommand([]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("Usage: throughline");
  });

  it("--version", async () => {
    expect(await runMadeCommand(["--version"])).toMatchObject({ code: 0, stdout: "1.2.3\n", stderr: "" });
  });

  it.each([
    [["reprt"], "unknown command 'reprt'"],
    [["report"], "--git PATH"],
    [["validate", "a", "b"], "too many arguments"],
    [["check", "--nope"], "unknown option '--nope'"],
    [["init", "--starter", "bank"], "Allowed choices are saas, internal, library."],
  ])("%j is wrong use", async (args, sentence) => {
    const run = await runMadeCommand(args);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(sentence);
  });

  it("shows no control character of an argument", async () => {
    const run = await runMadeCommand(["validate", "a\u001b[31m.yml"]);
    expect(`${run.stdout}${run.stderr}`).not.toContain("\u001b");
  });
});

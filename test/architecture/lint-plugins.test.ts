import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
// The JavaScript front of Biome, so that the platform's own program is found where npm put it.
const program = join(root, "node_modules/@biomejs/biome/bin/biome");

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/**
 * The lines of `text` that the project's own settings refuse when it stands at `path`. The settings are copied beside
 * it, because Biome reads their globs relative to their folder.
 */
async function listRefused(path: string, text: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "lint-"));
  folders.push(folder);
  for (const file of ["biome.json", ".gitignore", "scripts/lint"]) {
    await cp(join(root, file), join(folder, file), { recursive: true });
  }
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
  const report = await new Promise<string>((resolve) => {
    const args = [program, "lint", "--colors=off", "--max-diagnostics=200", path];
    execFile(process.execPath, args, { cwd: folder }, (_failed, stdout, stderr) => resolve(stdout + stderr));
  });
  const numbers = [...report.matchAll(/^\S+\.ts:(\d+):\d+ (?:plugin|lint\/)/gm)].map((match) =>
    Number(match[1]),
  );
  const lines = text.split("\n");
  return [...new Set(numbers)].toSorted((a, b) => a - b).map((number) => lines[number - 1] ?? "");
}

const time = [
  "export const a = new Date();",
  "export const b = Date.now();",
  "export const c = Math.random();",
  "export const d = [1].map(Date.now);",
  "export const e = performance.now();",
  "export const f = crypto.randomUUID();",
  "export const g = globalThis.Date.now();",
];
const environment = ["export const h = process.env;", "export const i = process.argv;"];
const output = ["console.log(1);", 'process.stdout.write("x");'];
const machine = [
  'export const j = "a".localeCompare("b");',
  "export const k = new Date(5).getHours();",
  "export const l = (5).toLocaleString();",
];
const pure = [
  "export const m = new Date(5);",
  'export const n = new Date("2027-01-01T00:00:00Z").getUTCDay();',
  "export const o = Date.UTC(2027, 0, 1);",
  'export const p = "a" < "b";',
];

const everything = [...time, ...environment, ...output, ...machine, ...pure].join("\n");

describe("what the linter refuses in src/", () => {
  test("a pure floor reaches no clock, chance, environment, output or locale", async () => {
    expect(await listRefused("src/report/a.ts", everything)).toEqual([
      ...time,
      ...environment,
      ...output,
      ...machine,
    ]);
  });

  test("an adapter is handed its clock and settings too", async () => {
    const refused = await listRefused("src/git/a.ts", everything);
    expect(refused).toEqual([...time, ...environment, ...output]);
  });

  test("src/compose/machine.ts alone owns the clock; what composes owns the environment", async () => {
    expect(await listRefused("src/compose/machine.ts", everything)).toEqual(["console.log(1);"]);
    expect(await listRefused("src/compose.ts", everything)).toEqual([...time, "console.log(1);"]);
  });

  test("src/cli/output.ts owns the output, and no clock", async () => {
    expect(await listRefused("src/cli/output.ts", [...time, ...output, ...pure].join("\n"))).toEqual(time);
  });

  test("tests and scripts may read the clock", async () => {
    expect(await listRefused("scripts/a.ts", [...time, ...output].join("\n"))).toEqual([]);
  });
});

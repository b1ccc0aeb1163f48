import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";

const bin = join(import.meta.dirname, "../../bin/throughline.js");

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

interface Run {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a copy of the program in a folder that holds only these files; `node` pretends to be another version. */
async function run(files: Readonly<Record<string, string>>, node?: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "bin-"));
  folders.push(folder);
  await mkdir(join(folder, "bin"));
  await cp(bin, join(folder, "bin/throughline.js"));
  for (const [path, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${node}" } })`;
  const options =
    node === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`];
  const args = [...options, join(folder, "bin/throughline.js"), "report", "--git", "."];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

const prints = (text: string, code: number) =>
  `export async function main(argv) { console.log("${text}", argv.join(" ")); return ${code}; }\n`;

describe("bin/throughline.js", () => {
  test("on an older Node: one sentence, exit 1, nothing loaded", async () => {
    const files = { "src/main.ts": "throw new Error('loaded');\n" };
    expect(await run(files, "20.20.2")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Throughline needs Node 24 or newer, and this is Node 20.20.2: install Node 24, or in a checkout run `npm run throughline -- <arguments>`, which uses the project's own.\n",
    });
  });

  test("a newer Node is fine", async () => {
    expect((await run({ "src/main.js": prints("built", 0) }, "100.1.0")).code).toBe(0);
  });

  test("in a package: src/main.js, its arguments and its exit code", async () => {
    const result = await run({ "src/main.js": prints("built", 2) });
    expect(result).toEqual({ code: 2, stdout: "built report --git .\n", stderr: "" });
  });

  test("in a checkout: src/main.ts", async () => {
    const result = await run({ "src/main.ts": prints("src", 0), "src/main.js": prints("built", 2) });
    expect(result).toEqual({ code: 0, stdout: "src report --git .\n", stderr: "" });
  });

  test("a module that src/main.ts does not find is shown, not hidden behind the built one", async () => {
    const files = { "src/main.ts": 'import "./absent.ts";\n', "src/main.js": prints("built", 0) };
    const result = await run(files);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("absent.ts");
  });

  test("with neither: says so", async () => {
    const result = await run({});
    expect(result.code).toBe(1);
    expect(result.stderr).toBe(
      "Throughline is incomplete here: neither src/main.ts nor src/main.js exists.\n",
    );
  });

  test("limits the space for what dies young, however much outlives collections", async () => {
    const main = `import { getHeapSpaceStatistics } from "node:v8";
export async function main() {
  const held = [];
  for (let count = 0; count < 400_000; count += 1) held.push(new Array(32).fill(count));
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  console.log(held.length, young.space_size / 2 ** 20);
  return 0;
}
`;
    const [held, youngMegabytes] = (await run({ "src/main.ts": main })).stdout.split(" ").map(Number);
    expect(held).toBe(400_000);
    // 8, or somewhat off in the middle of a collection; 128 without the limit.
    expect(youngMegabytes).toBeLessThan(32);
  });

  test("keeps to syntax that an old Node reads before it complains", async () => {
    const code = (await readFile(bin, "utf8")).replaceAll(/^\s*\/\/.*$/gm, "");
    expect(code).not.toMatch(/^\s*(import|export)\s|import\.meta|\?\.|\?\?|\b(class|async|await)\b/m);
  });
});

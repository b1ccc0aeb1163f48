import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
/** What is published and runs: the app, and the sandbox beside it. */
const ROOTS = ["src", "sandbox"];
const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** The program itself, as `npm run architecture` starts it; its exit code is the number of violations. */
async function readCruise(folder: string): Promise<Cruise> {
  const folders = ROOTS.filter((name) => existsSync(join(folder, name)));
  const args = [
    program,
    ...folders,
    "--config",
    join(root, ".dependency-cruiser.mjs"),
    "--output-type",
    "json",
  ];
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  return JSON.parse(stdout) as Cruise;
}

async function listSources(): Promise<readonly string[]> {
  const listings = ROOTS.map((name) => readdir(join(root, name), { recursive: true, withFileTypes: true }));
  const entries = (await Promise.all(listings)).flat();
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

describe("the floors of src/ and sandbox/", () => {
  test("every file is seen, and none imports what its floor may not", async () => {
    const { modules, summary } = await readCruise(root);
    const seen = modules.map(({ source }) => source).filter((source) => /^(src|sandbox)\//.test(source));
    const sources = await listSources();
    expect(sources.length).toBeGreaterThan(0);
    expect(seen.toSorted()).toEqual(sources.toSorted());
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });

  test("no folder or file has a name that says nothing, and none is a barrel", async () => {
    const empty = /(^|\/)(utils?|helpers?|common|lib|core|shared|misc|index)(\/|\.ts$)/;
    expect((await listSources()).filter((source) => empty.test(source))).toEqual([]);
  });
});

describe("the rules themselves", () => {
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  });

  async function listBroken(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const folder = await mkdtemp(join(tmpdir(), "floors-"));
    folders.push(folder);
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "package.json"), '{ "type": "module", "dependencies": { "kysely": "1" } }');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const { summary } = await readCruise(folder);
    return [...new Set(summary.violations.map(({ rule }) => rule.name))].toSorted();
  }

  const type = "export type A = string;\n";
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    [
      "a lower floor is allowed",
      {
        "src/model/a.ts": type,
        "src/check/b.ts": 'import type { A } from "../model/a.ts";\nexport type B = A;\n',
      },
      [],
    ],
    [
      "a type from a higher floor",
      {
        "src/check/a.ts": type,
        "src/model/b.ts": 'import type { A } from "../check/a.ts";\nexport type B = A;\n',
      },
      ["model-allow-list"],
    ],
    [
      "a later folder of floor 1",
      {
        "src/tagging/a.ts": type,
        "src/catalog/b.ts": 'import type { A } from "../tagging/a.ts";\nexport type B = A;\n',
      },
      ["catalog-allow-list"],
    ],
    [
      "one adapter in another",
      {
        "src/git/a.ts": type,
        "src/store/b.ts": 'import type { A } from "../git/a.ts";\nexport type B = A;\n',
      },
      ["store-allow-list"],
    ],
    [
      "an adapter in a command",
      { "src/git/a.ts": type, "src/cli/b.ts": 'import type { A } from "../git/a.ts";\nexport type B = A;\n' },
      ["cli-allow-list"],
    ],
    [
      "a built-in module on a pure floor",
      { "src/report/a.ts": 'import { createHash } from "node:crypto";\nexport const hash = createHash;\n' },
      ["report-allow-list"],
    ],
    [
      "a built-in module loaded later",
      { "src/plan/a.ts": 'export const load = () => import("node:fs");\n' },
      ["plan-allow-list"],
    ],
    [
      "a vendor in a use case",
      { "src/workflows/a.ts": 'import type { Kysely } from "kysely";\nexport type A = Kysely<never>;\n' },
      ["workflows-allow-list"],
    ],
    [
      "a process started outside src/git",
      { "src/web/a.ts": 'import { spawn } from "node:child_process";\nexport const start = spawn;\n' },
      ["processes-are-git"],
    ],
    [
      "a cycle of types",
      {
        "src/model/a.ts": 'import type { B } from "./b.ts";\nexport type A = B[];\n',
        "src/model/b.ts": 'import type { A } from "./a.ts";\nexport type B = A[];\n',
      },
      ["no-circular"],
    ],
    [
      "a folder without a floor",
      {
        "src/model/a.ts": type,
        "src/extra/b.ts": 'import type { A } from "../model/a.ts";\nexport type B = A;\n',
      },
      ["every-file-has-a-floor"],
    ],
    [
      "the sandbox in the app",
      {
        "sandbox/a.ts": type,
        "src/app/b.ts": 'import type { A } from "../../sandbox/a.ts";\nexport type B = A;\n',
      },
      ["app-allow-list", "sandbox-is-for-the-demo"],
    ],
    [
      "an adapter in the sandbox",
      {
        "src/git/a.ts": type,
        "sandbox/b.ts": 'import type { A } from "../src/git/a.ts";\nexport type B = A;\n',
      },
      ["sandbox-allow-list"],
    ],
    [
      "the composition inside a command",
      {
        "src/compose.ts": type,
        "src/cli/b.ts": 'import type { A } from "../compose.ts";\nexport type B = A;\n',
      },
      ["cli-allow-list", "compose-is-for-main"],
    ],
  ];

  test.each(cases)("%s", async (_what, files, broken) => {
    expect(await listBroken(files)).toEqual(broken);
  });
});

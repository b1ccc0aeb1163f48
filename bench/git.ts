import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { listFastImport, type MadeCommit } from "../test/support/git-fixture.ts";
import { listMadeCommits, MADE_CATALOG } from "./made-history.ts";
import { runBest, runChild } from "./run-child.ts";
import type { Table } from "./table.ts";
import type { WalkFigures } from "./walk-once.ts";

const COMMAND = resolve(import.meta.dirname, "../bin/throughline.js");
const WALK = resolve(import.meta.dirname, "walk-once.ts");
const BASELINE = ["log", "--first-parent", "--no-renames", "--name-only", "-z"];

interface Clone {
  readonly name: string;
  readonly folder: string;
  readonly catalog: string;
}

/**
 * `report --git` over a whole history against the plain `git log` of the same clone, beyond what the command takes for
 * a clone of one commit; and what is held per change.
 *
 * Options: `--commits 10000,100000` makes clones of so many commits, `--repo PATH` takes one that exists (more than
 * once, with `--catalog FILE`), `--runs 5`.
 */
export async function benchGit(options: readonly string[]): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      commits: { type: "string", default: "10000,100000" },
      repo: { type: "string", multiple: true, default: [] },
      catalog: { type: "string" },
      runs: { type: "string", default: "5" },
    },
  });
  const root = mkdtempSync(join(tmpdir(), "throughline-bench-git-"));
  try {
    const catalog = values.catalog === undefined ? join(root, "catalog.yml") : resolve(values.catalog);
    if (values.catalog === undefined) writeFileSync(catalog, MADE_CATALOG);
    const single = await makeClone(root, 1, catalog);
    const clones: Clone[] = values.repo.map((folder) => ({ name: folder, folder: resolve(folder), catalog }));
    for (const count of values.commits
      .split(",")
      .map(Number)
      .filter((it) => it > 0)) {
      clones.push(await makeClone(root, count, catalog));
    }
    const runs = Number(values.runs);
    const startUp = await runBest(runs, () => runReport(single));
    const times: string[][] = [];
    const held: string[][] = [];
    for (const clone of clones) {
      const log = await runBest(runs, () => runChild("git", BASELINE, { folder: clone.folder }));
      const report = await runBest(runs, () => runReport(clone));
      const beyondMs = report.wallMs - startUp.wallMs;
      times.push([
        clone.name,
        toMs(log.wallMs),
        toMs(report.wallMs),
        toMs(beyondMs),
        (beyondMs / log.wallMs).toFixed(2),
        toMb(report.peakBytes),
      ]);
      held.push(await measureHeld(clone));
    }
    return [
      {
        title: `report --git over the whole history; start-up ${toMs(startUp.wallMs)}, peak ${toMb(startUp.peakBytes)} on one commit; best of ${runs}`,
        head: ["clone", "git log", "report", "beyond start-up", "ratio", "peak of the command"],
        rows: times,
      },
      {
        title: "What the walk takes and holds, without the report",
        head: [
          "clone",
          "changes",
          "index",
          "walk",
          "held per commit by the index",
          "held per change by the columns",
        ],
        rows: held,
      },
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function runReport({ folder, catalog }: Clone) {
  const window = ["--since", "1970-01-01", "--format", "json"];
  return runChild(process.execPath, [COMMAND, "report", "--git", folder, "--catalog", catalog, ...window]);
}

async function measureHeld({ name, folder, catalog }: Clone): Promise<string[]> {
  const run = await runChild(process.execPath, ["--expose-gc", WALK, folder, catalog], { keeps: "output" });
  const figures = JSON.parse(run.stdout) as WalkFigures;
  return [
    name,
    String(figures.changes),
    toMs(figures.indexMs),
    toMs(figures.walkMs),
    `${Math.round(figures.indexBytes)} B`,
    `${Math.round(figures.columnsBytes)} B`,
  ];
}

/** A bare repository in one pack, as a clone has it. */
async function makeClone(root: string, count: number, catalog: string): Promise<Clone> {
  const name = `${count} made commits`;
  const folder = join(root, String(count));
  mkdirSync(folder);
  await runChild("git", ["init", "--quiet", "--bare", "--initial-branch=main"], { folder });
  console.error(`Making ${name} ...`);
  await fastImport(folder, listMadeCommits(count));
  await runChild("git", ["repack", "-a", "-d", "-q"], { folder });
  return { name, folder, catalog };
}

async function fastImport(folder: string, commits: Iterable<MadeCommit>): Promise<void> {
  const child = spawn("git", ["fast-import", "--quiet"], {
    cwd: folder,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const closed = once(child, "close");
  for (const bytes of listFastImport(commits)) {
    if (!child.stdin.write(bytes)) await once(child.stdin, "drain");
  }
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`git fast-import ended with code ${code}.`);
}

function toMs(ms: number): string {
  return `${Math.round(ms)} ms`;
}

function toMb(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

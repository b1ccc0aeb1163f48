/**
 * `npm run bench -- NAME [OPTION...]`: measures one part of the product on this machine and prints tables to stdout.
 */
import { execFileSync } from "node:child_process";
import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { renderTable, type Table } from "./table.ts";

/** Runs with the options behind its name. What it prints itself is its own; tables that it gives are printed. */
type Bench = (options: readonly string[]) => Promise<readonly Table[]>;

/** Loaded when asked for, so that one part's bench needs nothing of another's. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  assess: async () => (await import("./assess.ts")).benchAssess,
  backfill: async () => (await import("./backfill.ts")).benchBackfill,
  git: async () => (await import("./git.ts")).benchGit,
  report: async () => (await import("./report.ts")).benchReport,
  suggest: async () => (await import("./suggest.ts")).benchSuggest,
  intake: async () => (await import("./intake.ts")).benchIntake,
  summary: async () => (await import("./summary.ts")).benchSummary,
  service: async () => (await import("./service.ts")).benchService,
};

const [name, ...options] = process.argv.slice(2);
const load = name === undefined || !Object.hasOwn(BENCHES, name) ? undefined : BENCHES[name];
if (load === undefined) {
  const asked = name === undefined ? "No bench named" : `There is no bench ${JSON.stringify(name)}`;
  console.error(`${asked}; write npm run bench -- NAME with one of: ${Object.keys(BENCHES).join(", ")}.`);
  process.exitCode = 2;
} else {
  console.log(renderTable(describeMachine()));
  const bench = await load();
  for (const table of await bench(options)) console.log(renderTable(table));
}

function describeMachine(): Table {
  const [cpu] = cpus();
  const git = execFileSync("git", ["version"], { encoding: "utf8" }).trim();
  return {
    title: "Machine",
    head: ["processor", "cores", "memory", "system", "node", "git", "load before"],
    rows: [
      [
        cpu?.model ?? "unknown",
        String(cpus().length),
        `${Math.round(totalmem() / 2 ** 30)} GiB`,
        `${platform()} ${release()}`,
        process.version,
        git.replace("git version ", ""),
        (loadavg()[0] ?? 0).toFixed(2),
      ],
    ],
  };
}

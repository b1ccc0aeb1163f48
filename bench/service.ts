import { parseArgs } from "node:util";
import { type EngineName, openServiceRig } from "../test/support/service-rig.ts";
import { benchIntake } from "./intake.ts";
import { measureLife } from "./service-life.ts";
import { measureBurst, measureLatency, readPeakMiB } from "./service-load.ts";
import type { Table } from "./table.ts";

const INSTALLATIONS = 10;
/** As far as GitHub is away. */
const LATENCY_MS = 60;
const MOST_MIB = 250;

/**
 * The service as a process against the simulated GitHub, on loopback: requests per event, acknowledgements, time from
 * webhook to check, a burst under the service's own budgets, and its memory. Takes about three minutes. Ends with exit
 * code 1 where something is wrong or lost; a figure beyond its target only shows.
 *
 * Options: `--postgres URL` (on PostgreSQL, else SQLite), `--events 2000`, `--seconds 30`, `--intake-rounds 3`.
 */
export async function benchService(options: readonly string[] = []): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      postgres: { type: "string" },
      events: { type: "string", default: "2000" },
      seconds: { type: "string", default: "30" },
      "intake-rounds": { type: "string", default: "3" },
    },
  });
  const life = await measureLife();
  const postgres = values.postgres === undefined ? [] : ["--postgres", values.postgres];
  const intake = await benchIntake(["--rounds", values["intake-rounds"], ...postgres]);
  const load = await measureLoad({
    databaseUrl: values.postgres,
    events: Number(values.events),
    seconds: Number(values.seconds),
  });
  const faults = [...life.faults, ...load.faults];
  if (faults.length > 0) process.exitCode = 1;
  return [life.table, ...intake, ...load.tables, toInvariants(faults)];
}

async function measureLoad(size: {
  readonly databaseUrl: string | undefined;
  readonly events: number;
  readonly seconds: number;
}): Promise<{ readonly tables: readonly Table[]; readonly faults: readonly string[] }> {
  const engine: EngineName = size.databaseUrl === undefined ? "sqlite" : "postgres";
  // 5,000 an hour would end the burst, and is not what is measured: busy installations are given more.
  const gitHub = { rateLimit: { perHour: 12_500 } };
  const rig = await openServiceRig({ engine, databaseUrl: size.databaseUrl, gitHub });
  try {
    const { pid } = await rig.start();
    rig.gitHub.faults.add({ what: { kind: "latency", ms: LATENCY_MS } });
    const perSecond = 5;
    const latency = await measureLatency(rig, {
      events: perSecond * size.seconds,
      perSecond,
      installations: INSTALLATIONS,
    });
    const burst = await measureBurst(rig, {
      events: size.events,
      pullRequests: size.events / 10,
      installations: INSTALLATIONS,
    });
    const peak = await readPeakMiB(pid);
    const memory: Table = {
      title: `Memory of the service under that load, ${engine}`,
      head: ["peak RSS MiB", "target"],
      rows: [[peak?.toFixed(0) ?? "not known here", `under ${MOST_MIB} MB`]],
    };
    return { tables: [latency.table, burst.table, memory], faults: [...latency.faults, ...burst.faults] };
  } finally {
    await rig.close();
  }
}

const MOST_SHOWN = 20;

function toInvariants(faults: readonly string[]): Table {
  const rows = faults.slice(0, MOST_SHOWN).map((fault) => [fault]);
  return {
    title: "Invariants: every final state right, nothing lost or doubled, no limit broken, no route unknown",
    head: [faults.length === 0 ? "all hold" : `${faults.length} faults`],
    rows,
  };
}

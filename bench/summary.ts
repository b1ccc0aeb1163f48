import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { openStore } from "../src/store/open-store.ts";
import { CANARY, fillSummaryCanaries } from "../test/support/fill-summary-canaries.ts";
import { playSummaryWeeks, ZONES } from "../test/support/play-summary-weeks.ts";
import { createFakeSummaryGitHub, openReplica } from "../test/support/summary-rig.ts";
import { runChild } from "./run-child.ts";
import type { SummaryOnce } from "./summary-once.ts";
import type { Table } from "./table.ts";

const ONCE = fileURLToPath(new URL("summary-once.ts", import.meta.url));
/** As the command line sets it for itself. */
const YOUNG_SPACE = "--max-semi-space-size=4";
const WEEKS = 104;
const FROM_MS = Date.UTC(2026, 0, 7);
const MOST_REQUESTS = 10;

/**
 * `npm run bench -- summary [weeks]`: a large week, 104 weeks in eight zones on two replicas, and canaries. GitHub is a
 * fake at the port: what is measured is our own work, and how often GitHub is asked.
 */
export async function benchSummary([weeks = String(WEEKS)]: readonly string[]): Promise<readonly Table[]> {
  const faults: string[] = [];
  const tables = [
    await measureLargeWeek(faults),
    await measureWeeks(Number(weeks), faults),
    await measureCanaries(faults),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return tables;
}

async function measureLargeWeek(faults: string[]): Promise<Table> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-bench-summary-"));
  const env = { BENCH_DATA_DIR: dataDir };
  try {
    const filled = await runChild(execPath, [ONCE, "fill"], { env, keeps: "output" });
    const made = await runChild(execPath, [YOUNG_SPACE, ONCE, "make"], { env, keeps: "output" });
    const posted = await runChild(execPath, [ONCE, "post"], { env, keeps: "output" });
    const { changes, milliseconds, characters } = JSON.parse(made.stdout) as SummaryOnce;
    const { reads, writes } = JSON.parse(posted.stdout) as SummaryOnce;
    if (reads > MOST_REQUESTS) faults.push(`${reads} requests beside the post`);
    return {
      title: "A week of 20,000 changes in 5,000 repositories, and as many in each of the four before",
      head: [
        "in the week",
        "time to make",
        "peak memory",
        "requests beside the post",
        "writes",
        "characters",
        "fill",
      ],
      rows: [
        [
          String(changes),
          `${(milliseconds / 1_000).toFixed(1)} s`,
          `${Math.round(made.peakBytes / 2 ** 20)} MiB`,
          String(reads),
          String(writes),
          String(characters),
          `${Math.round(filled.wallMs / 1_000)} s`,
        ],
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureWeeks(weeks: number, faults: string[]): Promise<Table> {
  const rows: (readonly string[])[] = [];
  const plays = [
    ["each week", (): boolean => true],
    ["every other week", (place: number): boolean => place % 2 === 0],
  ] as const;
  for (const [name, hasChange] of plays) {
    const startMs = performance.now();
    const played = await withStore((store, clock) =>
      playSummaryWeeks({
        stores: [store, store],
        clock,
        fromMs: FROM_MS,
        weeks,
        zones: ZONES,
        hasChange,
        faults: "some",
      }),
    );
    const wanted = ZONES.length * Array.from({ length: weeks }, (_, place) => place).filter(hasChange).length;
    if (played.posts !== wanted || played.wrong.length > 0) {
      faults.push(`${name}: ${played.posts} of ${wanted} posts; ${played.wrong.join(", ")}`);
    }
    rows.push([
      name,
      String(wanted),
      String(played.posts),
      String(played.wrong.length),
      String(played.requests),
      `${Math.round((performance.now() - startMs) / 1_000)} s`,
    ]);
  }
  return {
    title: `${ZONES.length} zones, ${weeks} weeks, 2 replicas; posts that fail before or behind, a clock set back`,
    head: ["something landed", "posts wanted", "posts", "missing or doubled", "requests", "time"],
    rows,
  };
}

async function measureCanaries(faults: string[]): Promise<Table> {
  const dueMs = Date.parse("2026-11-23T09:07:00Z");
  const { written, told } = await withStore(async (store, clock) => {
    clock.nowMs = dueMs;
    const fake = createFakeSummaryGitHub(() => clock.nowMs);
    await fillSummaryCanaries(store, fake, { landedAtMs: dueMs - 4 * 86_400_000, visibility: "public" });
    const replica = openReplica({ store, fake, now: () => clock.nowMs, owner: "bench" });
    await replica.run();
    const issues = [...fake.repositories.values()].flatMap((one) => one.issues);
    return { written: JSON.stringify(issues), told: JSON.stringify(replica.told) };
  });
  const count = (text: string): number => text.split(CANARY).length - 1;
  if (count(written) + count(told) > 0) faults.push("canaries were found in public");
  return {
    title: "More than 50 canaries in private repositories",
    head: ["in the public summary", "in public channels"],
    rows: [[String(count(written)), String(count(told))]],
  };
}

type Store = Awaited<ReturnType<typeof openStore>>;

async function withStore<Value>(
  use: (store: Store, clock: { nowMs: number }) => Promise<Value>,
): Promise<Value> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-bench-weeks-"));
  const clock = { nowMs: FROM_MS };
  const store = await openStore({ dataDir, now: () => clock.nowMs, budgets: "off" });
  try {
    return await use(store, clock);
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

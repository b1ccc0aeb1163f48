import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runChild } from "./run-child.ts";
import { measureStoreReport } from "./store-report.ts";
import type { Table } from "./table.ts";

const BUILD_ONCE = fileURLToPath(new URL("report-once.ts", import.meta.url));

/** As bin/throughline.js limits it for every command. */
const YOUNG_SPACE = "--max-semi-space-size=4";

/**
 * Seconds and peak memory of a report built from made changes that come one at a time, and of its JSON written in
 * pieces, with the processor's seconds beside those of the clock, which other programs lengthen; each size in a process
 * of its own, so that one does not pay for another.
 *
 * Then the command's report out of a store, on SQLite and, with its address, on PostgreSQL, while webhooks are acknowledged.
 *
 * Options: `--counts 10000,100000,1000000`, `--store-counts 10000,100000`, `--postgres URL` (else without it).
 */
export async function benchReport(options: readonly string[] = []): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      counts: { type: "string", default: "10000,100000,1000000" },
      "store-counts": { type: "string", default: "10000,100000" },
      postgres: { type: "string" },
    },
  });
  const rows: string[][] = [];
  let before: number | undefined;
  for (const count of toCounts(values.counts)) {
    const run = await runChild(execPath, [YOUNG_SPACE, BUILD_ONCE, String(count)], { keeps: "output" });
    const measured = JSON.parse(run.stdout) as Readonly<
      Record<"cpuMs" | "buildMs" | "jsonMs" | "jsonBytes", number>
    >;
    const each = (1000 * (measured.buildMs + measured.jsonMs)) / count;
    rows.push([
      String(count),
      (measured.buildMs / 1000).toFixed(2),
      (measured.jsonMs / 1000).toFixed(2),
      (measured.cpuMs / 1000).toFixed(2),
      `${Math.round(measured.jsonBytes / 1e6)} MB`,
      `${Math.round(run.peakBytes / 1e6)} MB`,
      `${each.toFixed(1)} µs`,
      before === undefined ? "" : `${(each / before).toFixed(2)} x`,
    ]);
    before = each;
  }
  return [
    {
      title: "A report of made changes, and its JSON",
      head: [
        "changes",
        "build s",
        "json s",
        "cpu s of all",
        "json",
        "peak",
        "per change",
        "against the size before",
      ],
      rows,
    },
    await buildStoreTable(toCounts(values["store-counts"]), values.postgres),
  ];
}

function toCounts(text: string): readonly number[] {
  return text === "" ? [] : text.split(",").map(Number);
}

async function buildStoreTable(counts: readonly number[], postgres: string | undefined): Promise<Table> {
  const rows: string[][] = [];
  for (const address of postgres === undefined ? [undefined] : [undefined, postgres]) {
    for (const count of counts) {
      const { report, before, acknowledgements, jsonBytes } = await measureStoreReport(count, address);
      rows.push([
        address === undefined ? "SQLite" : "PostgreSQL",
        String(count),
        (report.wallMs / 1000).toFixed(2),
        `${Math.round(jsonBytes / 1e6)} MB`,
        `${Math.round(report.peakBytes / 1e6)} MB`,
        before.p99Ms.toFixed(1),
        acknowledgements.perSecond.toFixed(0),
        acknowledgements.p50Ms.toFixed(1),
        acknowledgements.p99Ms.toFixed(1),
        acknowledgements.worstMs.toFixed(1),
      ]);
    }
  }
  return {
    title:
      "throughline report --repo, its start included, while signed webhooks of 32 KiB come in over HTTP and are made durable there",
    head: [
      "store",
      "changes",
      "seconds",
      "json",
      "peak",
      "p99 ms before",
      "acks/s",
      "p50 ms",
      "p99 ms",
      "worst ms",
    ],
    rows,
  };
}

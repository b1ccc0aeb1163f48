import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ChildRun {
  readonly wallMs: number;
  /** Of the program itself, without those that it starts; 0 for a program that is not Node. */
  readonly peakBytes: number;
  readonly stdout: string;
}

/** Written when a Node program ends: its own peak, which nothing outside can read afterwards. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS * 1024)));`,
)}`;

/** Runs a program to its end; throws where it fails. Its output is read, as a pipe would, and kept if asked for. */
export async function runChild(
  program: string,
  args: readonly string[],
  options: {
    readonly folder?: string;
    readonly keeps?: "output";
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<ChildRun> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-bench-"));
  const peak = join(folder, "peak");
  const isNode = program === process.execPath;
  const started = performance.now();
  const child = spawn(program, isNode ? ["--import", TELL_PEAK, ...args] : args, {
    env: { ...process.env, ...options.env, BENCH_PEAK: peak },
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.folder === undefined ? {} : { cwd: options.folder }),
  });
  const kept: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => options.keeps === "output" && kept.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const wallMs = performance.now() - started;
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}: ${Buffer.concat(errors).toString()}`);
  const peakBytes = isNode ? Number(readFileSync(peak, "utf8")) : 0;
  rmSync(folder, { recursive: true });
  return { wallMs, peakBytes, stdout: Buffer.concat(kept).toString() };
}

/**
 * The fastest of some runs, after one that warms the disk's cache, with the highest peak: whatever else the machine
 * does can only add time.
 */
export async function runBest(times: number, run: () => Promise<ChildRun>): Promise<ChildRun> {
  await run();
  let best = await run();
  for (let count = 1; count < times; count++) {
    const next = await run();
    const peakBytes = Math.max(best.peakBytes, next.peakBytes);
    best = { ...(next.wallMs < best.wallMs ? next : best), peakBytes };
  }
  return best;
}

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** Where git runs and with what environment. */
export interface GitPlace {
  /** A folder that exists. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type GitEnd =
  | { readonly kind: "ended"; readonly code: number | null; readonly stderr: string }
  /** The program could not be started. */
  | { readonly kind: "not-started"; readonly cause: Error };

/** A running git. */
export interface GitRun {
  readonly stdout: AsyncIterable<Buffer>;
  /** Resolves when all output was read, or the run was stopped. */
  readonly end: Promise<GitEnd>;
  /** Writes to the program as fast as it reads, then closes its input; a program that ended early is no error. */
  feed(lines: Iterable<string>): Promise<void>;
  /** Writes a little to a program that answers each request before it takes the next. */
  ask(text: string): void;
  /** Ends the program now; harmless where it has ended. */
  stop(): void;
}

/**
 * Settings of the clone that could start a program or write: none of our calls needs them. Those that change what is
 * printed are overruled by the options of each call.
 */
const SAFE = [
  "--no-pager",
  ...["core.fsmonitor=false", "core.hooksPath=/dev/null"].flatMap((setting) => ["-c", setting]),
  // Otherwise git would advise against the empty file of grafts that our own environment gives it.
  ...["-c", "advice.graftFileDeprecated=false"],
];

/** More than any message of git; a damaged repository can repeat itself for megabytes. */
const STDERR_LIMIT = 8192;
const FEED_BYTES = 65_536;

/** Starts git without a shell. `args` must be of our making; whatever comes from outside stands behind a SHA. */
export function startGit(place: GitPlace, args: readonly string[]): GitRun {
  const child = spawn("git", [...SAFE, ...args], {
    cwd: place.folder,
    env: place.environment,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const end = watchEnd(child);
  // A broken pipe is the program's early end, which `end` tells.
  child.stdin.on("error", () => {});
  return {
    stdout: child.stdout as AsyncIterable<Buffer>,
    end,
    feed: (lines) => feed(child.stdin, lines, end),
    ask: (text) => {
      child.stdin.write(text);
    },
    stop: () => {
      child.kill();
      child.stdout.destroy();
    },
  };
}

/** Hands all output to `take`, piece by piece. Stops the program only where that fails: killed at its end, it fails. */
export async function readToEnd(run: GitRun, take: (chunk: Buffer) => void): Promise<GitEnd> {
  try {
    for await (const chunk of run.stdout) take(chunk);
  } catch (error) {
    run.stop();
    throw error;
  }
  return run.end;
}

function watchEnd(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<GitEnd> {
  const stderr: Buffer[] = [];
  let held = 0;
  child.stderr.on("data", (chunk: Buffer) => {
    if (held >= STDERR_LIMIT) return;
    stderr.push(chunk.subarray(0, STDERR_LIMIT - held));
    held += chunk.length;
  });
  return new Promise((resolve) => {
    child.once("error", (cause) => resolve({ kind: "not-started", cause }));
    child.once("close", (code) =>
      resolve({ kind: "ended", code, stderr: Buffer.concat(stderr).toString("utf8").trim() }),
    );
  });
}

async function feed(stdin: Writable, lines: Iterable<string>, end: Promise<GitEnd>): Promise<void> {
  let batch = "";
  for (const line of lines) {
    batch += line;
    if (batch.length < FEED_BYTES) continue;
    // Without the second promise a program that dies here would leave us waiting for ever.
    if (!stdin.write(batch)) await Promise.race([once(stdin, "drain").catch(() => {}), end]);
    if (stdin.destroyed) return;
    batch = "";
  }
  stdin.end(batch);
}

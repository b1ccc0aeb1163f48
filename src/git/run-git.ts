import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import type { Readable, Writable } from "node:stream";

export type GitOutput = GitEnd & { readonly stdout: Buffer };

/** Runs git to its end and holds what it printed, up to `limit` bytes; more ends it early. */
export async function runGit(
  place: GitPlace,
  args: readonly string[],
  { input = "", limit = 65_536 }: { readonly input?: string; readonly limit?: number } = {},
): Promise<GitOutput> {
  const run = startGit(place, args);
  const fed = run.feed([input]);
  const chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of run.stdout) {
    chunks.push(chunk);
    held += chunk.length;
    if (held > limit) break;
  }
  if (held > limit) run.stop();
  await fed;
  return { ...(await run.end), stdout: Buffer.concat(chunks) };
}

export function toLines(output: GitOutput): readonly string[] {
  return output.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** `PATH`, `HOME` and the like, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a caller may say to git through the environment: where its own settings and programs are. Everything else
 * that starts with `GIT_` is dropped: inside a hook `GIT_DIR` names another repository, `GIT_TRACE` floods stderr.
 */
const KEPT = /^GIT_(CONFIG|CONFIG_\w+|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;

/** The environment of every git call: nothing is fetched, asked, locked or replaced, and messages are English. */
export function buildGitEnvironment(from: Environment): Record<string, string> {
  const kept = Object.entries(from).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (!entry[0].startsWith("GIT_") || KEPT.test(entry[0])),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_PAGER: "cat",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    // Into a pipe git writes out after every commit, which costs more than reading it; into a file it does not.
    GIT_FLUSH: "0",
    // Objects that a partial clone lacks stay absent. Before 2.39.4 git does not know the first of these; the empty
    // list of protocols then refuses the fetch, and with it any program that the clone's settings name for it.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
    // The history as it was pushed, not as replace refs or a grafts file of this clone show it.
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: devNull,
  };
}

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
interface GitRun {
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

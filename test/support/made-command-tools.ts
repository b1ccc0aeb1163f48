import { runCommandLine } from "../../src/cli/command-line.ts";
import type { CommandTools } from "../../src/cli/command-tools.ts";
import type { ExitCode } from "../../src/cli/exit-code.ts";
import type { Change } from "../../src/model/change.ts";
import { fail, succeed } from "../../src/model/result.ts";
import type { RepositoryLayout } from "../../src/starter/repository-layout.ts";
import type { SetupFacts } from "../../src/workflows/doctor/setup-facts.ts";
import type { ChangeHistory, GitProblem } from "../../src/workflows/ports/change-history.ts";
import type { LocalFiles } from "../../src/workflows/ports/local-files.ts";
import type { ServiceStore } from "../../src/workflows/ports/service-store.ts";

export interface MadeMachine {
  /** Path -> text; `null` is a folder. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly standardInput?: string;
  /** What a person answers, in order; `undefined` is Ctrl-C. Absent: there is no terminal. */
  readonly answers?: readonly (string | undefined)[];
  readonly layout?: Partial<RepositoryLayout>;
  readonly changes?: readonly Change[];
  readonly committed?: Readonly<Record<string, string>>;
  /** Texts of the catalog along the line, newest first. */
  readonly versions?: readonly string[];
  readonly gitProblem?: GitProblem;
  /** What the clone tells of how it was read. */
  readonly gitNotes?: readonly string[];
  /** Writes after which the reader of stdout goes. Absent: it reads to the end. */
  readonly readsOnly?: number;
  /** What the settings name; commands don't close it. */
  readonly store?: ServiceStore;
  /** What `doctor` finds. */
  readonly setup?: SetupFacts;
  /** Paths that can't be written. */
  readonly readOnly?: readonly string[];
  /** What starts, opens and asks, in the place of what refuses. */
  readonly tools?: Partial<CommandTools>;
}

export interface CommandRun {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: ReadonlyMap<string, string | null>;
}

/** Runs the command line on a machine that is made of values. */
export async function runMadeCommand(
  args: readonly string[],
  machine: MadeMachine = {},
): Promise<CommandRun> {
  const files = new Map(Object.entries(machine.files ?? {}));
  const out: string[] = [];
  const talk: string[] = [];
  const refuse = () => Promise.reject(new Error("This command needs no service."));
  const tools: CommandTools = {
    terminal: {
      hasReader: () => out.length < (machine.readsOnly ?? Number.POSITIVE_INFINITY),
      writeData: async (data) => {
        const text = toText(data);
        out.push(text.endsWith("\n") ? text : `${text}\n`);
      },
      say: (text) => void talk.push(`${text}\n`),
      showProgress: () => undefined,
      readStandardInput: async (most) =>
        (machine.standardInput ?? "").length > most
          ? fail("Standard input is too long.")
          : succeed(machine.standardInput ?? ""),
      canAsk: machine.answers !== undefined,
      ask: createAsker(machine.answers ?? []),
      emphasize: (text) => text,
    },
    files: createMadeFiles(files, machine),
    openHistory: async () => createMadeHistory(machine),
    version: "1.2.3",
    now: () => Date.parse("2026-11-24T12:00:00Z"),
    startSetup: refuse,
    startService: refuse,
    openStore: async () => (machine.store === undefined ? refuse() : succeed(keepOpen(machine.store))),
    openReportStore: async () => (machine.store === undefined ? refuse() : succeed(keepOpen(machine.store))),
    openBackfill: refuse,
    openTokenBackfill: async () => undefined,
    gatherSetup: async () => machine.setup ?? (await refuse()),
    startDemo: refuse,
    openBrowser: async () => false,
    untilStopped: refuse,
    ...machine.tools,
  };
  const code = await runCommandLine(args, tools);
  return { code, stdout: out.join(""), stderr: talk.join(""), files };
}

function toText(text: string | Iterable<string>): string {
  return typeof text === "string" ? text : [...text].join("");
}

function keepOpen(store: ServiceStore): ServiceStore {
  return { ...store, close: () => Promise.resolve() };
}

function createAsker(answers: readonly (string | undefined)[]): () => Promise<string | undefined> {
  const left = [...answers];
  return async () => left.shift();
}

function createMadeFiles(files: Map<string, string | null>, { layout, readOnly }: MadeMachine): LocalFiles {
  const readTextFile: LocalFiles["readTextFile"] = async (path, most) => {
    const text = files.get(path);
    if (text === undefined) return { kind: "absent" };
    if (text === null) return { kind: "unreadable", message: `${path} is a folder, not a file.` };
    if (text.length > most) return { kind: "unreadable", message: `${path} is too large.` };
    return { kind: "text", text };
  };
  return {
    readTextFile,
    readRepositoryFile: readTextFile,
    writeTextFile: async (path, text, rule) => {
      const ifExists = typeof rule === "string" ? rule : rule.ifExists;
      if (readOnly?.includes(path)) return fail(`${path} can't be written: permission denied.`);
      if (ifExists === "refuse" && files.has(path)) return fail(`${path} exists already.`);
      files.set(path, toText(text));
      return succeed(undefined);
    },
    ensureFolder: async () => succeed(undefined),
    removeFile: async (path) => {
      files.delete(path);
      return succeed(undefined);
    },
    readRepositoryLayout: async () =>
      succeed({ folders: [], packages: new Set(), files: new Map(), isRepositoryRoot: true, ...layout }),
  };
}

function createMadeHistory({
  changes = [],
  committed = {},
  versions = [],
  gitProblem,
  gitNotes = [],
}: MadeMachine): ChangeHistory {
  const days = changes.map(({ landedAtMs }) => landedAtMs);
  return {
    readRepository: async () =>
      gitProblem === undefined
        ? succeed({
            repository: "acme/shop",
            line: "main",
            tip: "f".repeat(40),
            isShallow: false,
            changes: Math.max(1, changes.length),
            tipLandedAtMs: days.at(-1) ?? 0,
            newestLandedAtMs: Math.max(0, ...days),
            notes: gitNotes,
            oldestLandedAtMs: Math.min(...days, Number.MAX_SAFE_INTEGER),
          })
        : fail(gitProblem),
    async *listChanges({ sinceMs, untilMs }) {
      yield* changes.filter(({ landedAtMs }) => landedAtMs >= sinceMs && landedAtMs < untilMs);
    },
    readFile: async (path) => {
      const text = committed[path];
      return text === undefined ? { kind: "absent" } : { kind: "text", text };
    },
    readVersions: async () => versions,
  };
}

/** A change as a test states it; each number has a SHA of its own. */
export function toMadeChange(number: number, day: string, facts: Partial<Change> = {}): Change {
  return {
    sha: number.toString(16).padStart(40, "0"),
    number,
    title: `Change ${number}`,
    body: "",
    author: "Mona <mona@example.com>",
    landedAtMs: Date.parse(`${day}T12:00:00Z`),
    paths: ["src/a.ts"],
    labels: [],
    ...facts,
  };
}

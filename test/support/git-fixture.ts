import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A commit as a test states it: what it says, and what it touches. */
export interface MadeCommit {
  readonly message: string | Buffer;
  /** Path -> content; `null` deletes; `{ to }` is a symbolic link. Bytes where a name is no text. */
  readonly files?: readonly (readonly [
    path: string | Buffer,
    content: string | Buffer | null | { to: string },
  ])[];
  /** Committer date; the author's is a day earlier. Default: noon of 2026-01-01 plus a day for each commit. */
  readonly atMs?: number;
  /** `Name <email>`. */
  readonly author?: string;
  /** Name of the branch; default `main`. */
  readonly branch?: string;
  /** Branches that are merged in, besides the branch's own last commit. */
  readonly merges?: readonly string[];
  /** Branch from whose last commit a new branch starts; a new branch without it starts from nothing. */
  readonly from?: string;
  readonly encoding?: string;
}

export interface MadeRepository {
  readonly folder: string;
  /** Runs git in it and gives what it printed, without the last line feed; throws where git fails. */
  git(...args: readonly string[]): string;
  /** Writes a commit as its bytes stand here, however wrong, and gives its SHA. */
  writeCommit(bytes: string): string;
}

const FIRST_MS = Date.UTC(2026, 0, 1, 12);
const DAY_MS = 86_400_000;

/** Nothing of the machine's own settings reaches the made repositories or the reading of them. */
export const GIT_ENVIRONMENT: Record<string, string> = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.com",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T12:00:00Z",
  GIT_COMMITTER_DATE: "2026-01-01T12:00:00Z",
};

/** The text that `git fast-import` reads, commit by commit; the same commits give the same SHAs. */
export function* listFastImport(commits: Iterable<MadeCommit>): Generator<Buffer> {
  const branches = new Set<string>();
  let index = 0;
  for (const commit of commits) {
    const parts = renderCommit(commit, index++, branches);
    yield Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  }
}

function renderCommit(commit: MadeCommit, index: number, branches: Set<string>): (string | Buffer)[] {
  const branch = commit.branch ?? "main";
  const seconds = Math.floor((commit.atMs ?? FIRST_MS + index * DAY_MS) / 1000);
  const author = commit.author ?? "Mona <mona@example.com>";
  const parts: (string | Buffer)[] = [
    `commit refs/heads/${branch}\n`,
    `author ${author} ${Math.max(0, seconds - 86_400)} +0000\n`,
    `committer Merger <merger@example.com> ${seconds} +0000\n`,
    ...(commit.encoding === undefined ? [] : [`encoding ${commit.encoding}\n`]),
    ...renderBytes(commit.message),
  ];
  if (!branches.has(branch) && commit.from !== undefined) parts.push(`from refs/heads/${commit.from}\n`);
  branches.add(branch);
  for (const merged of commit.merges ?? []) parts.push(`merge refs/heads/${merged}\n`);
  for (const [path, content] of commit.files ?? []) {
    if (content === null) {
      parts.push("D ", quotePath(path), "\n");
      continue;
    }
    const isLink = typeof content === "object" && "to" in content;
    parts.push(`M ${isLink ? "120000" : "100644"} inline `, quotePath(path), "\n");
    parts.push(...renderBytes(isLink ? content.to : (content as string | Buffer)));
  }
  return parts;
}

function renderBytes(text: string | Buffer): (string | Buffer)[] {
  const bytes = Buffer.from(text as string);
  return [`data ${bytes.length}\n`, bytes, "\n"];
}

/** Every byte that is no plain letter as an octal escape, which fast-import reads in any name. */
function quotePath(path: string | Buffer): string {
  const escaped = [...Buffer.from(path as string)].map((byte) =>
    /[\w./-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, "0")}`,
  );
  return `"${escaped.join("")}"`;
}

/** Makes repositories in a folder of their own; `remove` deletes them all. */
export function createGitFixture(): {
  make(commits: Iterable<MadeCommit>, options?: { readonly bare: true }): MadeRepository;
  /** A clone of `from` by `git clone` with these options. */
  clone(from: MadeRepository, ...options: readonly string[]): MadeRepository;
  readonly root: string;
  remove(): void;
} {
  const root = mkdtempSync(join(tmpdir(), "throughline-git-"));
  let made = 0;
  const open = (folder: string): MadeRepository => ({
    folder,
    git: (...args) => runGit(folder, args),
    writeCommit: (bytes) =>
      runGit(folder, ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], Buffer.from(bytes)),
  });
  return {
    root,
    make(commits, options) {
      const repository = open(join(root, `made-${++made}`));
      const bare = options === undefined ? [] : ["--bare"];
      runGit(root, ["init", "--quiet", ...bare, "--initial-branch=main", repository.folder]);
      runGit(
        repository.folder,
        ["fast-import", "--quiet", "--date-format=raw"],
        Buffer.concat([...listFastImport(commits)]),
      );
      if (options === undefined) runGit(repository.folder, ["reset", "--quiet", "--hard"]);
      return repository;
    },
    clone(from, ...options) {
      const repository = open(join(root, `clone-${++made}`));
      runGit(root, ["clone", "--quiet", ...options, `file://${from.folder}`, repository.folder]);
      return repository;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runGit(folder: string, args: readonly string[], input?: Buffer): string {
  const done = spawnSync("git", args, {
    cwd: folder,
    env: GIT_ENVIRONMENT,
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  if (done.status !== 0) {
    throw new Error(`git ${args.join(" ")}: ${done.error?.message ?? done.stderr.toString()}`);
  }
  return done.stdout.toString("utf8").replace(/\n$/, "");
}

import type { CommitText } from "./read-line-index.ts";
import { type GitPlace, startGit } from "./run-git.ts";

/** A commit as its object holds it, which replace refs and grafts do not change. */
export interface CommitObject extends CommitText {
  readonly tree: string;
  /** `Mona <mona@example.com>` */
  readonly author: string;
}

export interface CommitReader {
  /** Undefined where the clone lacks it. */
  read(sha: string): Promise<CommitObject | undefined>;
  /** Ends git; harmless where nothing was read. */
  close(): void;
}

/** `1a2b... commit 250`, and anything else for what is missing or no commit. */
const FOUND = /^[0-9a-f]{40,64} commit (\d+)$/;
/** `Mona <mona@example.com> 1700000000 +0000` -> who. */
const PERSON = /^[^<]*<[^>]*>/;
/** -> when; as git reads it, a date counts only behind an address and before a zone. */
const DATE = /^[^<]*<.*>\s*(\d+)\s+[+-]\d/;

/**
 * Reads commits one after the other by one `git cat-file`, which is started with the first: where the next one to read
 * is known from the last. A whole line is read faster by `git rev-list`.
 */
export function openCommitReader(place: GitPlace): CommitReader {
  let session: ReturnType<typeof startSession> | undefined;
  return {
    async read(sha) {
      session ??= startSession(place);
      return session.read(sha);
    },
    close: () => session?.stop(),
  };
}

function startSession(place: GitPlace) {
  const run = startGit(place, ["cat-file", "--batch"]);
  const chunks = run.stdout[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (next.done === true) return false;
    held = Buffer.concat([held, next.value]);
    return true;
  }

  async function takeLine(): Promise<string | undefined> {
    let end = held.indexOf(10);
    while (end < 0) {
      if (!(await more())) return undefined;
      end = held.indexOf(10);
    }
    const line = held.toString("latin1", 0, end);
    held = held.subarray(end + 1);
    return line;
  }

  return {
    async read(sha: string): Promise<CommitObject | undefined> {
      run.ask(`${sha}\n`);
      const size = FOUND.exec((await takeLine()) ?? "")?.[1];
      if (size === undefined) return undefined;
      while (held.length <= Number(size)) if (!(await more())) return undefined;
      const bytes = held.subarray(0, Number(size));
      held = held.subarray(Number(size) + 1);
      return parseCommit(sha, bytes);
    },
    stop: () => run.stop(),
  };
}

function parseCommit(sha: string, bytes: Buffer): CommitObject {
  const end = bytes.indexOf("\n\n");
  const head = bytes.toString("utf8", 0, end < 0 ? bytes.length : end).split("\n");
  const find = (key: string): string =>
    head.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1) ?? "";
  const author = parseSignature(find("author"));
  return {
    sha,
    tree: find("tree"),
    parents: head.filter((line) => line.startsWith("parent ")).map((line) => line.slice(7)),
    author: author.name,
    authoredAt: author.at,
    committedAt: parseSignature(find("committer")).at,
    message: end < 0 ? "" : bytes.toString("latin1", end + 2),
  };
}

function parseSignature(text: string): { readonly name: string; readonly at: string } {
  return { name: PERSON.exec(text)?.[0] ?? "", at: DATE.exec(text)?.[1] ?? "" };
}

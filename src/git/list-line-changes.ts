import type { Change, Revert } from "../model/change.ts";
import { parseRevert } from "../tagging/parse-revert.ts";
import { createInterner, type Intern } from "./create-interner.ts";
import type { LineIndex } from "./line-index.ts";
import { parseChangeMessage, withoutNumber } from "./parse-change-message.ts";
import { isBot, readBranchAuthors } from "./read-branch-authors.ts";
import { type GitPlace, startGit } from "./run-git.ts";
import { splitFields } from "./split-fields.ts";
import { toGitProblem } from "./to-git-problem.ts";

export interface LineChangesRequest {
  readonly place: GitPlace;
  /** As the caller wrote it, for messages. */
  readonly path: string;
  /** `owner/name`, or a name alone. */
  readonly repository: string;
  readonly index: LineIndex;
  /** Indexes of the wanted commits, in the order in which they are listed. */
  readonly wanted: readonly number[];
  /** True where the history is cut off below the oldest commit of the index. */
  readonly isCut: boolean;
}

interface ChangeFacts extends LineChangesRequest {
  /** Full SHA of a branch's tip -> who wrote it. */
  readonly branchAuthors: ReadonlyMap<string, string>;
}

/** One commit as git prints it. */
interface RawCommit {
  readonly sha: string;
  readonly author: string;
  readonly message: string;
  readonly paths: readonly string[];
}

const OPTIONS = [
  "diff-tree",
  "--stdin",
  "-r",
  "--root",
  "--always",
  "--no-renames",
  "--name-only",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules=none",
  "--encoding=UTF-8",
  "-z",
  "--format=%x00%H%x00%an <%ae>%x00%B%x00",
];

/**
 * The wanted commits with their paths, by one `git diff-tree` that is told each commit and the parent to compare it
 * with. It compares only what is wanted, in the order that is wanted; `git log` compares everything, newest first.
 */
export async function* listLineChanges(request: LineChangesRequest): AsyncGenerator<Change, void> {
  const { index, wanted } = request;
  const run = startGit(request.place, OPTIONS);
  const fed = run.feed(listInput(request));
  const intern = createInterner();
  const parser = parseCommits(intern);
  // Beside the first comparisons. It is waited for inside the loop: output that nobody reads yet is lost when git ends.
  const reading = readBranchAuthors(request.place, index, wanted);
  let branchAuthors: ReadonlyMap<string, string> | undefined;
  let listed = 0;
  try {
    for await (const chunk of run.stdout) {
      branchAuthors ??= await reading;
      const facts: ChangeFacts = { ...request, branchAuthors };
      for (const commit of parser.push(chunk)) yield toChange(commit, wanted[listed++] ?? -1, facts);
    }
    await fed;
    const end = await run.end;
    if (end.kind === "not-started" || end.code !== 0) {
      throw new Error(toGitProblem(request.path, end).message, { cause: end });
    }
    const facts: ChangeFacts = { ...request, branchAuthors: await reading };
    for (const commit of parser.finish()) yield toChange(commit, wanted[listed++] ?? -1, facts);
    if (listed !== wanted.length) {
      const told = `${listed} of ${wanted.length} changes among ${index.count} commits`;
      throw new Error(`Git stopped early in the history of ${request.path}: it listed ${told}.`);
    }
  } finally {
    run.stop();
  }
}

function* listInput({ index, wanted, isCut }: LineChangesRequest): Generator<string> {
  for (const at of wanted) {
    const sha = index.shaAt(at);
    // Compared with itself the oldest commit of a cut history has no paths: its parent is not here, and compared with
    // nothing it would seem to add every file of the project.
    const parent = isCut && at === index.count - 1 ? sha : index.parentAt(at);
    yield parent === undefined ? `${sha}\n` : `${sha} ${parent}\n`;
  }
}

/**
 * Fields of a record: an empty one, SHA, author, message, an empty one, then the paths. No path is empty, so the next
 * empty field starts the next record, whatever the names contain. git puts a line feed before the first path.
 */
function parseCommits(intern: Intern): { push(chunk: Buffer): RawCommit[]; finish(): RawCommit[] } {
  let done: RawCommit[] = [];
  let field = 0;
  let sha = "";
  let author = "";
  let message = "";
  let paths: string[] = [];

  function finishCommit(): void {
    // A copy has room for just these paths, where a list that grew has room for many more, and is kept for long.
    done.push({ sha, author, message, paths: paths.slice() });
    paths = [];
  }

  const splitter = splitFields((bytes, start, end) => {
    if (field >= 5) {
      if (end > start) {
        paths.push(intern(bytes.toString("utf8", field === 5 ? start + 1 : start, end)));
        field = 6;
        return;
      }
      finishCommit();
      field = 1;
      return;
    }
    if (field === 1) sha = bytes.toString("latin1", start, end);
    else if (field === 2) author = intern(bytes.toString("utf8", start, end));
    else if (field === 3) message = bytes.toString("utf8", start, end);
    field++;
  });

  const take = (): RawCommit[] => {
    const taken = done;
    done = [];
    return taken;
  };
  return {
    push(chunk) {
      splitter.push(chunk);
      return take();
    },
    finish() {
      if (field >= 5 && splitter.pending() === 0) finishCommit();
      return take();
    },
  };
}

function toChange(commit: RawCommit, at: number, facts: ChangeFacts): Change {
  const { index } = facts;
  if (at < 0 || index.shaAt(at) !== commit.sha) {
    throw new Error(`Git listed ${commit.sha} where another commit of ${facts.path} was asked for.`);
  }
  const { title: subject, body } = parseChangeMessage(commit.message, facts, index.partAt(at));
  const number = index.numberAt(at);
  const title = copyText(number === undefined ? subject : withoutNumber(subject, number));
  const reverts = parseRevert(subject, body);
  // Not by conditional spreads: they take 40 times as long, and this is done for each change of a history.
  const change: { -readonly [Key in keyof Change]: Change[Key] } = {
    sha: commit.sha,
    title,
    body,
    author: findAuthor(commit, index.branchTipAt(at), facts),
    landedAtMs: index.landedAtMs(at),
    paths: commit.paths,
    labels: NO_LABELS,
  };
  if (number !== undefined) change.number = number;
  if ((facts.isCut && at === index.count - 1) || index.parentAt(at) === commit.sha)
    change.pathsTruncated = true;
  if (reverts !== undefined) change.reverts = withFullSha(reverts, index);
  return change;
}

/** A bot's merge of a branch that is not here says nothing of who wrote it, and the description is a person's. */
function findAuthor(
  { author }: RawCommit,
  branchTip: string | undefined,
  { branchAuthors }: ChangeFacts,
): string {
  if (branchTip === undefined) return author;
  return branchAuthors.get(branchTip) ?? (isBot(author) ? NOBODY : author);
}

function withFullSha(reverts: Revert, index: LineIndex): Revert {
  if (reverts.sha === undefined) return reverts;
  return { ...reverts, sha: index.findSha(reverts.sha) ?? copyText(reverts.sha) };
}

/** A piece of a text keeps the whole of it in memory; titles are kept for long, messages are not. */
function copyText(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

const NOBODY = "<>";
const NO_LABELS: readonly string[] = [];

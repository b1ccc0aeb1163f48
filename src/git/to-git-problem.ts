import { showHidden } from "../text/show-code.ts";
import type { GitProblem } from "../workflows/ports/change-history.ts";
import { type GitEnd, type GitPlace, runGit } from "./run-git.ts";

/** git's own advice; it knows which folder it means: the work tree's, the repository's, or that of a submodule. */
const OWN_ADVICE = /--add safe\.directory ('(?:[^']|'\\'')*'|\S+)\s*$/m;

/**
 * Why a call of git failed, from what it printed (in English, because the environment says so).
 * @param realPath the folder with its links resolved, for advice that needs the whole of it.
 */
export function toGitProblem(path: string, end: GitEnd, realPath = path): GitProblem {
  if (end.kind === "not-started") {
    return {
      kind: "no-git",
      message: `Git could not be started (${end.cause.message}); install git 2.25 or newer.`,
    };
  }
  const { stderr } = end;
  if (/safe\.bareRepository/.test(stderr)) {
    return {
      kind: "not-trusted",
      message: `Git does not read the bare repository ${path}, because your git settings say safe.bareRepository=explicit; if you trust it, run with GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.bareRepository GIT_CONFIG_VALUE_0=all.`,
    };
  }
  if (/dubious ownership|unsafe repository|safe\.directory/.test(stderr)) {
    const folder = OWN_ADVICE.exec(stderr)?.[1] ?? quoteForShell(realPath);
    return {
      kind: "not-trusted",
      message: `Git does not read ${path} because another user owns it; if you trust it, run: git config --global --add safe.directory ${showPath(folder)}`,
    };
  }
  const lost = /not a git repository: (\S.*\/worktrees\/.*)/i.exec(stderr)?.[1];
  if (lost !== undefined) {
    return {
      kind: "no-repository",
      message: `The clone that ${path} is a work tree of is not at ${showPath(lost)}; run git worktree repair in it, or give its folder.`,
    };
  }
  if (/not a git repository/i.test(stderr)) {
    return { kind: "no-repository", message: `No Git repository at ${path}; give the folder of a clone.` };
  }
  if (/lazy fetch|promisor|protocol '[^']*' not allowed|transport '[^']*' not allowed/i.test(stderr)) {
    return {
      kind: "damaged",
      message: `The partial clone at ${path} lacks folders of its history; clone it in full, or with --filter=blob:none.`,
    };
  }
  if (/unknown repository extension|expected git repo version|unknown (?:hash|ref storage)/i.test(stderr)) {
    return {
      kind: "git-too-old",
      message: `Git is too old for the repository at ${path}; install the newest git (${findCause(end)}).`,
    };
  }
  if (/bad config|permission denied/i.test(stderr)) {
    return { kind: "damaged", message: `Git cannot read ${path}; mend what it names: ${findCause(end)}.` };
  }
  return {
    kind: "damaged",
    message: `Git cannot read the history of ${path}: ${findCause(end)}; run git fsck there, or clone it anew.`,
  };
}

/** What git says of the failure itself: its advice and warnings stand before it, and name other things. */
function findCause({ stderr, code }: Extract<GitEnd, { kind: "ended" }>): string {
  const lines = stderr.split("\n").filter((each) => each !== "" && !/^(?:hint|warning):/.test(each));
  const line = lines.find((each) => /^(?:fatal|error):/.test(each)) ?? lines[0];
  return line === undefined ? `it ended with code ${code ?? "none"}` : showPath(line.slice(0, 300));
}

function quoteForShell(path: string): string {
  return /^[\w./:@%+,=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/**
 * Whether the oldest commit of a shallow clone's line has a parent that the clone lacks. Its own text names the
 * parent, although git shows it as a commit without one. A shallow clone may still hold the whole first-parent line.
 */
export async function isCutOff(place: GitPlace, oldest: string): Promise<boolean> {
  const commit = await runGit(place, ["cat-file", "commit", oldest]);
  return /^tree [0-9a-f]+\nparent /.test(commit.stdout.toString("latin1"));
}

/** A path as a sentence can hold it: on one line, and with nothing that a terminal would obey. */
export function showPath(path: string): string {
  return showHidden(path.replace(/[\t\n\r]/g, (character) => JSON.stringify(character).slice(1, -1)));
}

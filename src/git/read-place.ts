import { realpath, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Result } from "../model/result.ts";
import type { GitProblem } from "../workflows/ports/change-history.ts";
import { type ChosenLine, chooseLine, toShort } from "./choose-line.ts";
import { parseOriginAddress, parseOriginName } from "./origin.ts";
import type { GitPlace } from "./run-git.ts";
import { type GitOutput, runGit, toLines } from "./run-git.ts";
import { showPath, toGitProblem } from "./to-git-problem.ts";

/** A repository and the line that is read, before its commits are looked at. */
export interface RepositoryPlace extends ChosenLine {
  readonly place: GitPlace;
  readonly repository: string;
  readonly webAddress?: string;
  readonly isShallow: boolean;
}

/** `git version 2.39.5 (Apple Git-154)` */
const VERSION = /\d+\.\d+/;
/** `remote.origin.url`, then the address, of `git config -z`. */
const REMOTE = /^remote\.(.+)\.url\n(.*)$/s;

/** Finds the repository that `path` is in, and its default branch: what the remote calls so, else what is checked out. */
export async function readPlace(
  path: string,
  environment: Readonly<Record<string, string>>,
): Promise<Result<RepositoryPlace, GitProblem>> {
  const folder = resolve(path);
  const shown = showPath(path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    const what = found === undefined ? "does not exist" : "is no folder";
    return fails("no-folder", `${shown} ${what}; give the folder of a clone.`);
  }
  const place: GitPlace = { folder, environment };
  // At once, because starting a program costs more than any of these answers.
  const [asked, heads, upstream, addresses] = await Promise.all([
    runGit(place, [
      "rev-parse",
      "--is-shallow-repository",
      "--git-common-dir",
      "HEAD",
      "--symbolic-full-name",
      "HEAD",
    ]),
    runGit(place, ["for-each-ref", "--format=%(refname) %(objectname) %(symref)", "refs/remotes/*/HEAD"]),
    runGit(place, ["rev-parse", "--symbolic-full-name", "@{upstream}"]),
    runGit(place, ["config", "-z", "--get-regexp", "^remote\\..*\\.url$"], { limit: MOST_CONFIG_BYTES }),
  ]);
  const [shallow, gitFolder, head, ref] = toLines(asked);
  // An old git repeats what it does not know.
  if (shallow !== undefined && shallow !== "true" && shallow !== "false") return refuseOldGit(place);
  if (gitFolder === undefined)
    return { ok: false, error: toGitProblem(shown, asked, await toRealPath(folder)) };
  const remotes = parseRemotes(addresses);
  const line = await chooseLine(place, {
    heads: toLines(heads),
    remotes: [...remotes.keys()],
    upstream: toLines(upstream)[0],
    head,
    ref,
  });
  if (line === undefined) return refuseWithoutCommits(place, shown);
  const address = remotes.get(line.remote ?? "origin") ?? "";
  const repository = parseOriginName(address) ?? toName(resolve(folder, gitFolder));
  const webAddress = parseOriginAddress(address);
  const web = webAddress === undefined ? {} : { webAddress };
  return { ok: true, value: { place, ...line, repository, ...web, isShallow: shallow === "true" } };
}

const MOST_CONFIG_BYTES = 1_048_576;

/** Name -> address; the first of several. */
function parseRemotes(output: GitOutput): ReadonlyMap<string, string> {
  const remotes = new Map<string, string>();
  for (const entry of output.stdout.toString("utf8").split("\0")) {
    const [, name, address] = REMOTE.exec(entry) ?? [];
    if (name !== undefined && address !== undefined && !remotes.has(name)) remotes.set(name, address);
  }
  return remotes;
}

/** git compares the whole path, links resolved, with the folders that the user trusts. */
async function toRealPath(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

async function refuseWithoutCommits(place: GitPlace, shown: string): Promise<Result<never, GitProblem>> {
  const [current, branches] = await Promise.all([
    runGit(place, ["symbolic-ref", "-q", "HEAD"]),
    runGit(place, ["for-each-ref", "--count=1", "--format=%(refname)", "refs/heads", "refs/remotes"]),
  ]);
  const branch = toLines(current)[0];
  const where = branch === undefined ? "" : ` on ${toShort(branch)}, its current branch`;
  const other = toLines(branches)[0];
  const advice =
    other === undefined
      ? "commit or fetch first"
      : `it has some on ${toShort(other)}, so check out a branch that has, or in a bare clone run git symbolic-ref HEAD refs/heads/BRANCH`;
  return fails("no-commits", `The repository at ${shown} has no commits${where}; ${advice}.`);
}

async function refuseOldGit(place: GitPlace): Promise<Result<never, GitProblem>> {
  const version = await runGit(place, ["version"]);
  const number = VERSION.exec(version.stdout.toString("utf8"))?.[0] ?? "of an unknown version";
  return fails("git-too-old", `Git ${number} is too old; install git 2.25 or newer.`);
}

/** `/srv/git/shop.git` and `/home/mona/shop/.git` are both `shop`. */
function toName(folder: string): string {
  return basename(folder.replace(/[\\/]\.git$/, "")).replace(/\.git$/, "") || "repository";
}

function fails(kind: GitProblem["kind"], message: string): Result<never, GitProblem> {
  return { ok: false, error: { kind, message } };
}

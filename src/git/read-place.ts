import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Result } from "../model/result.ts";
import type { GitProblem } from "../workflows/ports/change-history.ts";
import { parseOriginAddress } from "./parse-origin-address.ts";
import { parseOriginName } from "./parse-origin-name.ts";
import { type GitOutput, runGit } from "./run-git.ts";
import { showPath } from "./show-path.ts";
import type { GitPlace } from "./start-git.ts";
import { toGitProblem } from "./to-git-problem.ts";

/** A repository and the line that is read, before its commits are looked at. */
export interface RepositoryPlace {
  readonly place: GitPlace;
  readonly repository: string;
  readonly webAddress?: string;
  readonly line: string;
  readonly tip: string;
  readonly isShallow: boolean;
}

/** `git version 2.39.5 (Apple Git-154)` */
const VERSION = /\d+\.\d+/;
const SHA = /^[0-9a-f]{40,64}$/;
const ORIGIN_HEAD = "refs/remotes/origin/HEAD";

/** Finds the repository that `path` is in, and its default branch: what `origin` calls so, else what is checked out. */
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
  const [asked, remote, origin] = await Promise.all([
    runGit(place, [
      "rev-parse",
      "--is-shallow-repository",
      "--git-common-dir",
      "HEAD",
      "--symbolic-full-name",
      "HEAD",
    ]),
    runGit(place, ["for-each-ref", "--format=%(objectname) %(symref)", ORIGIN_HEAD]),
    runGit(place, ["config", "--get", "remote.origin.url"]),
  ]);
  const [shallow, gitFolder, head, ref] = toLines(asked);
  // An old git repeats what it does not know.
  if (shallow !== undefined && shallow !== "true" && shallow !== "false") return refuseOldGit(place);
  if (gitFolder === undefined) return { ok: false, error: toGitProblem(shown, asked) };
  const line = toRemoteLine(remote) ?? toCheckedOutLine(head, ref);
  if (line === undefined) {
    const branch = toLines(await runGit(place, ["symbolic-ref", "-q", "HEAD"]))[0];
    const where = branch === undefined ? "" : ` on ${toShort(branch)}, its current branch`;
    return fails("no-commits", `The repository at ${shown} has no commits${where}; commit or fetch first.`);
  }
  const address = origin.stdout.toString("utf8");
  const repository = parseOriginName(address) ?? toName(resolve(folder, gitFolder));
  const webAddress = parseOriginAddress(address);
  const web = webAddress === undefined ? {} : { webAddress };
  return { ok: true, value: { place, ...line, repository, ...web, isShallow: shallow === "true" } };
}

async function refuseOldGit(place: GitPlace): Promise<Result<never, GitProblem>> {
  const version = await runGit(place, ["version"]);
  const number = VERSION.exec(version.stdout.toString("utf8"))?.[0] ?? "of an unknown version";
  return fails("git-too-old", `Git ${number} is too old; install git 2.25 or newer.`);
}

type Line = Pick<RepositoryPlace, "line" | "tip">;

function toRemoteLine(remote: GitOutput): Line | undefined {
  const [tip, symref] = (toLines(remote)[0] ?? "").split(" ");
  return tip ? { line: toShort(symref || ORIGIN_HEAD), tip } : undefined;
}

function toCheckedOutLine(head: string | undefined, ref: string | undefined): Line | undefined {
  return head !== undefined && SHA.test(head) ? { line: toShort(ref ?? "HEAD"), tip: head } : undefined;
}

function toLines(output: GitOutput): readonly string[] {
  return output.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function toShort(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, "");
}

/** `/srv/git/shop.git` and `/home/mona/shop/.git` are both `shop`. */
function toName(folder: string): string {
  return basename(folder.replace(/[\\/]\.git$/, "")).replace(/\.git$/, "") || "repository";
}

function fails(kind: GitProblem["kind"], message: string): Result<never, GitProblem> {
  return { ok: false, error: { kind, message } };
}

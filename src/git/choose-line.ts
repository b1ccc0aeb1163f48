import type { GitPlace } from "./run-git.ts";
import { runGit, toLines } from "./run-git.ts";

/** The line that is read. */
export interface ChosenLine {
  /** `origin/main`, `main`, or `HEAD` where no branch is checked out. */
  readonly line: string;
  readonly tip: string;
  /** `main`; undefined where no branch is checked out. */
  readonly branch: string | undefined;
  /** The remote that the repository has its name from. */
  readonly remote: string | undefined;
  /** Where another line may have been meant: a sentence each. */
  readonly notes: readonly string[];
}

/** What git told of the clone. */
export interface LineFacts {
  /** `refs/remotes/origin/HEAD 1a2b... refs/remotes/origin/main`, for each remote whose default branch is known. */
  readonly heads: readonly string[];
  /** Names of the remotes. */
  readonly remotes: readonly string[];
  /** `refs/remotes/origin/main`, what the checked-out branch follows. */
  readonly upstream: string | undefined;
  /** SHA of what is checked out, and its branch as `refs/heads/main`; `HEAD` where it is none. */
  readonly head: string | undefined;
  readonly ref: string | undefined;
}

interface CheckedOut {
  readonly line: string;
  readonly tip: string;
  readonly branch: string | undefined;
}

const SHA = /^[0-9a-f]{40,64}$/;
/** What a default branch is called where nobody thought of another name. */
const USUAL = ["main", "master", "trunk"];

/** Undefined where there is no commit. */
export async function chooseLine(place: GitPlace, facts: LineFacts): Promise<ChosenLine | undefined> {
  const heads = parseHeads(facts.heads);
  const remote = chooseRemote(facts, heads);
  const head = remote === undefined ? undefined : heads.get(remote);
  const checkedOut = toCheckedOut(facts);
  if (remote !== undefined && head !== undefined) {
    const branch = head.line.slice(remote.length + 1);
    const chosen = { ...head, branch: branch === "HEAD" ? undefined : branch, remote };
    return { ...chosen, notes: await noteNewer(place, chosen, { ...facts, checkedOut }) };
  }
  if (checkedOut === undefined) return undefined;
  const notes = remote === undefined ? [] : await noteUnknownDefault(place, checkedOut, remote);
  return { ...checkedOut, remote, notes };
}

type Heads = ReadonlyMap<string, { readonly line: string; readonly tip: string }>;

function parseHeads(lines: readonly string[]): Heads {
  const heads = new Map<string, { readonly line: string; readonly tip: string }>();
  for (const line of lines) {
    const [ref = "", tip = "", target = ""] = line.split(" ");
    const remote = ref.split("/")[2] ?? "";
    heads.set(remote, { line: toShort(target || ref), tip });
  }
  return heads;
}

/** `origin`, else the one that the checked-out branch follows, else the only one. */
function chooseRemote({ remotes, upstream }: LineFacts, heads: Heads): string | undefined {
  if (heads.has("origin") || remotes.includes("origin")) return "origin";
  const followed = remotes.find((name) => upstream?.startsWith(`refs/remotes/${name}/`));
  if (followed !== undefined) return followed;
  const known = heads.size > 0 ? [...heads.keys()] : remotes;
  return known.length === 1 ? known[0] : undefined;
}

function toCheckedOut({ head, ref }: LineFacts): CheckedOut | undefined {
  if (head === undefined || !SHA.test(head)) return undefined;
  const line = toShort(ref ?? "HEAD");
  return { line, tip: head, branch: line === "HEAD" ? undefined : line };
}

type RemoteLine = CheckedOut & { readonly remote: string };

/** The remote's default branch is what this clone remembers of it, and it may have been renamed since. */
async function noteNewer(
  place: GitPlace,
  chosen: RemoteLine,
  { checkedOut, upstream }: LineFacts & { readonly checkedOut: CheckedOut | undefined },
): Promise<readonly string[]> {
  const { line, tip, remote } = chosen;
  const renamed = `run git remote set-head ${remote} -a if the default branch was renamed`;
  const own = checkedOut?.branch;
  const isPublished = upstream?.startsWith(`refs/remotes/${remote}/`) === true || own === chosen.branch;
  if (checkedOut !== undefined && own !== undefined && (isPublished || USUAL.includes(own))) {
    const more = await countCommits(place, `${tip}..${checkedOut.tip}`);
    const has = `Read ${line}; ${own}, which is checked out, has ${showCommits(more)} not in it`;
    if (more > 0) return [`${has}: ${own === chosen.branch ? "push them to count them" : renamed}.`];
  }
  const newer = await findNewer(place, chosen);
  if (newer === undefined) return [];
  const more = await countCommits(place, `${tip}..${newer.tip}`);
  const advice = newer.line.startsWith(`${remote}/`)
    ? renamed
    : `bring ${remote} up to date, or give a clone of the other`;
  return [`Read ${line}; ${newer.line} has ${showCommits(more)} not in it: ${advice}.`];
}

/** Another branch with a usual name, or of another remote with the same one, that goes on where the line ends. */
async function findNewer(place: GitPlace, { tip, branch }: RemoteLine): Promise<CheckedOut | undefined> {
  const names = new Set([...USUAL, ...(branch === undefined ? [] : [branch])]);
  const found = toLines(
    await runGit(place, [
      "for-each-ref",
      `--contains=${tip}`,
      "--format=%(objectname) %(refname)",
      ...[...names].map((name) => `refs/remotes/*/${name}`),
    ]),
  );
  for (const each of found) {
    const [sha = "", ref = ""] = each.split(" ");
    if (sha !== tip) return { line: toShort(ref), tip: sha, branch: undefined };
  }
  return undefined;
}

async function noteUnknownDefault(
  place: GitPlace,
  { line, tip, branch }: CheckedOut,
  remote: string,
): Promise<readonly string[]> {
  const prefix = `refs/remotes/${remote}/`;
  const [dangling, published] = await Promise.all([
    runGit(place, ["symbolic-ref", "-q", `${prefix}HEAD`]),
    runGit(place, [
      "for-each-ref",
      "--format=%(objectname) %(refname)",
      ...[...USUAL, ...(branch === undefined ? [] : [branch])].map((name) => prefix + name),
    ]),
  ]);
  const advice = `run git remote set-head ${remote} -a to read its default branch`;
  const gone = toLines(dangling)[0];
  if (gone !== undefined) {
    return [`Read ${line}, which is checked out; ${toShort(gone)}, the default branch, is gone: ${advice}.`];
  }
  const refs = new Map(toLines(published).map((each) => [each.split(" ")[1], each.split(" ")[0]]));
  const same = branch === undefined ? undefined : refs.get(prefix + branch);
  if (same !== undefined && branch !== undefined && same !== tip) {
    const more = await countCommits(place, `${tip}..${same}`);
    if (more > 0) {
      return [
        `Read ${line}, which is checked out; ${remote}/${branch} has ${showCommits(more)} not in it: ${advice}.`,
      ];
    }
  }
  const isUsual = branch !== undefined && USUAL.includes(branch);
  if (refs.size === 0 || isUsual || [...refs.values()].includes(tip)) return [];
  return [
    `Read ${line}, which is checked out; this clone does not know the default branch of ${remote}: ${advice}.`,
  ];
}

/** 0 where the clone is cut off between them. */
async function countCommits(place: GitPlace, range: string): Promise<number> {
  return Number(toLines(await runGit(place, ["rev-list", "--count", range, "--"]))[0] ?? 0);
}

function showCommits(count: number): string {
  return count === 1 ? "1 commit that is" : `${count} commits that are`;
}

export function toShort(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, "");
}

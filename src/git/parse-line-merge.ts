import { parseOriginName } from "./origin.ts";

/** The line that is read, for merges that speak of it. */
export interface OwnLine {
  /** `owner/name`, or a name alone where the address is unknown. */
  readonly repository: string;
  /** `main`; undefined where no branch is checked out. */
  readonly branch: string | undefined;
  /** The remote that the line is read of. */
  readonly remote: string | undefined;
}

/**
 * What a merge that names no pull request brought in, as its first line tells: the other half of the line itself
 * (`git pull` merges the published line into the local one, and the push makes the local one the first parent); another
 * line, on which pull requests may have landed; or a branch of its own, which is one change.
 */
export type LineMerge = "own-line" | "other-line" | "branch";

/** `Merge branch 'main' of github.com:acme/shop into main`, `Merge remote-tracking branch 'origin/main'` */
const BRANCH = /^Merge (remote[- ](?:tracking )?)?branch '([^']+)'(?: of (\S+))?(?: into '?([^\s']+)'?)?\.?$/;
/** git's own words for what is no single branch, and those of Gerrit: `Merge "Keep the cart" into main` */
const OTHER_WORDS = /^Merge (?:branch|remote|tag|commit|pull|"|changes? )/i;
const LONG_LIVED =
  /^(?:main|master|trunk|dev|devel|develop|development|next|staging|(?:release|stable)(?:[-/].*)?)$/i;

export function parseLineMerge(firstLine: string, own: OwnLine): LineMerge {
  const match = BRANCH.exec(firstLine);
  if (match === null) return OTHER_WORDS.test(firstLine) ? "branch" : "other-line";
  const [, tracking, named = "", address, into] = match;
  const { from, branch } = splitName(named, tracking !== undefined);
  const isOwnName = into === undefined ? isNameOfLine(branch, own) : branch === into;
  const isLong = isOwnName || LONG_LIVED.test(branch);
  if (!isLong) return "branch";
  const whose = findWhose(from, address, own);
  if (whose === "theirs") return "branch";
  return isOwnName && whose === "ours" ? "own-line" : "other-line";
}

interface Named {
  readonly from: { readonly remote: string } | { readonly owner: string } | undefined;
  readonly branch: string;
}

function splitName(written: string, isTracking: boolean): Named {
  const named = written.replace(/^refs\/(?:heads|remotes)\//, "");
  // `acme:main`, as GitHub writes it when a fork is brought up to date.
  const [, owner, of] = /^([\w-]+):(.+)$/.exec(named) ?? [];
  if (owner !== undefined && of !== undefined) return { from: { owner }, branch: of };
  const slash = named.indexOf("/");
  return isTracking && slash > 0
    ? { from: { remote: named.slice(0, slash) }, branch: named.slice(slash + 1) }
    : { from: undefined, branch: named };
}

/** git leaves out `into main`, and an older line may have been called master. */
function isNameOfLine(branch: string, own: OwnLine): boolean {
  return branch === own.branch || branch === "main" || branch === "master";
}

function findWhose(
  from: Named["from"],
  address: string | undefined,
  { repository, remote }: OwnLine,
): "ours" | "theirs" | "unknown" {
  const isKnown = repository.includes("/");
  if (address !== undefined) {
    const name = parseOriginName(address);
    if (name === undefined || !isKnown) return "ours";
    return name.toLowerCase() === repository.toLowerCase() ? "ours" : "theirs";
  }
  if (from === undefined) return "ours";
  if ("remote" in from) return from.remote === "origin" || from.remote === remote ? "ours" : "unknown";
  if (!isKnown) return "unknown";
  return from.owner.toLowerCase() === repository.split("/")[0]?.toLowerCase() ? "ours" : "theirs";
}

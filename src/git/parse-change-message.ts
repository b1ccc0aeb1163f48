/** What a commit message says of the change: the pull request it landed, and its title and description. */
export interface ChangeMessage {
  readonly number?: number;
  readonly title: string;
  readonly body: string;
}

/**
 * The first line of a merge as one of the hosts and merge queues writes it. Group `number`; `title` where the line has
 * it, else it stands below; `repository` where it is named.
 */
const CONVENTIONS: readonly RegExp[] = [
  // GitHub: Merge pull request #123 from octocat/topic
  /^Merge pull request #(?<number>\d{1,9}) from \S/,
  // The queues of rust-lang/rust: Auto merge of #123 - octocat:topic, r=reviewer; Rollup merge of #123 - ...
  /^(?:Auto|Rollup) merge of #(?<number>\d{1,9})(?: - |$)/,
  // Gitea, Forgejo: Merge pull request 'Keep the cart' (#123) from octocat/topic into main
  /^Merge pull request '(?<title>.*)' \([#!](?<number>\d{1,9})\) from \S/,
  // Bitbucket Server: Merge pull request #123 in ACME/shop from topic to main; Pull request #123: Keep the cart
  /^Merge pull request #(?<number>\d{1,9}) in \S+ from \S/,
  /^Pull request #(?<number>\d{1,9}): (?<title>\S.*)$/,
  // Bitbucket Cloud: Merged in octocat/topic (pull request #123)
  /^Merged in \S.* \(pull request #(?<number>\d{1,9})\)$/,
  // Azure DevOps: Merged PR 123: Keep the cart; Merge pull request 123 from topic into main
  /^Merged PR #?(?<number>\d{1,9}): (?<title>\S.*)$/,
  /^Merge pull request (?<number>\d{1,9}) from \S/,
  // Merge scripts: Merge acme/shop#123: Keep the cart; Merge PR #123: Keep the cart; Merge PR #123 from octocat/topic
  /^Merge (?:(?:pull request|pr) )?(?<repository>[\w.-]+\/[\w.-]+)?#(?<number>\d{1,9})(?:: (?<title>\S.*)| from \S.*)?$/i,
  // Mergify, fast-forward of its queue: Merge of #123
  /^Merge of #(?<number>\d{1,9})$/,
];
const MAY_BE_MERGE = /^(?:Merge|Auto|Rollup|Pull request)/i;

/** bors: `Merge #12 #13`, with a section below for each. */
const BORS = /^Merge((?: #\d{1,9})+)$/;
/** `12: Keep the cart r=reviewer a=octocat` */
const BORS_SECTION = /^(\d{1,9}): (.*?)(?: r=\S.*)?$/gm;
/** `Keep the cart (#123)`: the last number in brackets, at the very end; GitHub appends it to squashed titles. */
const SQUASHED = /\((?:#|!|GH-|(?:pull request|PR) #?)(\d{1,9})\)$/i;
/** GitLab, at the end of the message: `See merge request acme/shop!123`, or the address of it. */
const GITLAB = /^See merge request \S*?(?:!|\/merge_requests\/)(\d{1,9})\s*$/m;
/** The merge scripts of Node.js and of Apache projects, below the description. */
const LANDED = /^(?:PR-URL: \S*(?:#|\/pull\/)(\d{1,9})|Closes #(\d{1,9}) from [\w.-]+\/\S+)\s*$/m;
/** `Merge branch 'topic' into 'main'`, whose title stands below. */
const BRANCH_MERGE = /^Merge branch '/;
/** The merge script of Bitcoin projects lists commits, the description, indented, and who looked at it. */
const DESCRIPTION = /^Pull request description:[ \t]*$/m;
const BEHIND_DESCRIPTION = /^(?:ACKs for top commit:|Top commit has no ACKs|Tree-SHA512:)/m;
/** What stands below a merge may begin with the description, where it is set up without the title. */
const ANSWER = /^(?:\W{0,8}impact\W{0,4}[:\uff1a]|#{1,6}\s+impact\b|<!--)/i;

/** What the repository is called; a message that names another one does not tell a number of this one. */
export interface OwnRepository {
  /** `owner/name`, or a name alone where the address is unknown. */
  readonly repository?: string;
}

/**
 * The title is the first line, not git's subject: `Fix the cart` directly followed by `Impact: ...` is two lines to
 * the person who wrote them. A merge commit has the pull request's title as the first line of its body.
 * @param part which of the pull requests that landed at once, of those that `parseChangeNumbers` gives.
 */
export function parseChangeMessage(message: string, own: OwnRepository = {}, part = 0): ChangeMessage {
  const { first, rest } = cutFirstLine(message);
  const merged = findConvention(first);
  if (merged !== undefined) return toMerge(merged, { first, rest, own });
  const sections = listSections(first, rest);
  const section = sections[part];
  if (section !== undefined) return section;
  const squashed = SQUASHED.exec(first);
  if (squashed !== null) return { ...numbered(squashed[1]), title: first, body: rest };
  const number = numbered(findNumberBelow(message, own));
  if (number.number === undefined || !BRANCH_MERGE.test(first))
    return { ...number, title: first, body: rest };
  return { ...number, ...cutTitle(first, rest) };
}

/** The numbers alone, for the pass over a whole history: mostly one or none, several where a queue lands a batch. */
export function parseChangeNumbers(message: string, own: OwnRepository = {}): readonly number[] {
  const first = toFirstLine(message);
  const batch = BORS.exec(first)?.[1]?.match(/\d+/g);
  if (batch !== undefined && batch !== null) return batch.map(Number).filter((each) => each > 0);
  const merged = findConvention(first);
  const digits =
    merged === undefined
      ? (SQUASHED.exec(first)?.[1] ?? findNumberBelow(message, own))
      : isOther(merged["repository"], own)
        ? undefined
        : merged["number"];
  const number = Number(digits ?? 0);
  return number > 0 ? [number] : NO_NUMBERS;
}

const NO_NUMBERS: readonly number[] = [];

/** Without a pass over the rest of the message, which may be long. */
export function toFirstLine(message: string): string {
  const end = message.search(/[\r\n]/);
  if (end === 0)
    return (
      message
        .trim()
        .split(/[\r\n]/, 1)[0]
        ?.trimEnd() ?? ""
    );
  return (end < 0 ? message : message.slice(0, end)).trim();
}

/** `Keep the cart (#12)` of change 12 is `Keep the cart`: the host added the number, and it is told beside. */
export function withoutNumber(title: string, number: number): string {
  const suffix = SQUASHED.exec(title);
  if (suffix === null || Number(suffix[1]) !== number) return title;
  return title.slice(0, suffix.index).trimEnd() || title;
}

type Groups = Readonly<Record<string, string | undefined>>;

function findConvention(first: string): Groups | undefined {
  // Most commits of a history are none.
  if (!MAY_BE_MERGE.test(first) || BORS.test(first)) return undefined;
  for (const pattern of CONVENTIONS) {
    const groups = pattern.exec(first)?.groups;
    if (groups !== undefined) return groups;
  }
  return undefined;
}

interface Lines {
  readonly first: string;
  readonly rest: string;
  readonly own: OwnRepository;
}

function toMerge(merged: Groups, { first, rest, own }: Lines): ChangeMessage {
  const number = isOther(merged["repository"], own) ? {} : numbered(merged["number"]);
  const { title } = merged;
  return title === undefined
    ? { ...number, ...cutTitle(first, rest) }
    : { ...number, title: title.trim(), body: cutDescription(rest) };
}

/** The title from the first line below; the line itself where there is none. */
function cutTitle(first: string, rest: string): Pick<ChangeMessage, "title" | "body"> {
  const below = cutFirstLine(rest);
  return below.first === "" || ANSWER.test(below.first)
    ? { title: first, body: rest }
    : { title: below.first, body: below.rest };
}

/** A section for each number of a merge by bors; without any the first number has all of the message. */
function listSections(first: string, rest: string): readonly ChangeMessage[] {
  const numbers =
    BORS.exec(first)?.[1]
      ?.match(/\d+/g)
      ?.map(Number)
      .filter((number) => number > 0) ?? [];
  if (numbers.length === 0) return [];
  const heads = [...rest.matchAll(BORS_SECTION)].filter(({ 1: digits }) => numbers.includes(Number(digits)));
  if (heads.length === 0 && numbers[0] !== undefined) {
    return [{ number: numbers[0], ...cutTitle(first, rest) }, ...numbers.slice(1).map(toBare)];
  }
  return numbers.map((number) => {
    const at = heads.findIndex(({ 1: digits }) => Number(digits) === number);
    const head = heads[at];
    if (head === undefined) return toBare(number);
    const body = rest.slice(head.index + head[0].length, heads[at + 1]?.index);
    return { number, title: head[2] ?? "", body: trimBlankLines(body) };
  });
}

function toBare(number: number): ChangeMessage {
  return { number, title: `Merge #${number}`, body: "" };
}

function cutDescription(body: string): string {
  const start = DESCRIPTION.exec(body);
  if (start === null) return body;
  const below = body.slice(start.index + start[0].length);
  const end = BEHIND_DESCRIPTION.exec(below)?.index ?? below.length;
  return trimBlankLines(below.slice(0, end).replace(/^ {2}/gm, ""));
}

/** Read only where one of the words is there: patterns over every message of a history take long. */
function findNumberBelow(message: string, own: OwnRepository): string | undefined {
  if (message.includes("See merge request ")) {
    const number = GITLAB.exec(message)?.[1];
    if (number !== undefined) return number;
  }
  if (!(message.includes("PR-URL: ") || message.includes("Closes #"))) return undefined;
  const landed = LANDED.exec(message);
  const named = /([\w.-]+\/[\w.-]+)(?:#|\/pull\/)\d+\s*$/.exec(landed?.[0].slice(-300) ?? "")?.[1];
  return isOther(named, own) ? undefined : (landed?.[1] ?? landed?.[2]);
}

function isOther(named: string | undefined, { repository = "" }: OwnRepository): boolean {
  return named !== undefined && repository.includes("/") && named.toLowerCase() !== repository.toLowerCase();
}

/** The first line that is not blank, and what follows it without the blank lines around. */
function cutFirstLine(text: string): { readonly first: string; readonly rest: string } {
  const trimmed = text.trim();
  const end = trimmed.search(/\r\n|\r|\n/);
  if (end < 0) return { first: trimmed, rest: "" };
  return { first: trimmed.slice(0, end).trimEnd(), rest: trimBlankLines(trimmed.slice(end)) };
}

/** Indented text is code to a Markdown reader: only blank lines go, not the first line's own indentation. */
function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, "").trimEnd();
}

function numbered(digits: string | undefined): { readonly number?: number } {
  const number = Number(digits ?? 0);
  return number > 0 ? { number } : {};
}

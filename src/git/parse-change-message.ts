/** What a commit message says of the change: the pull request it landed, and its title and description. */
export interface ChangeMessage {
  readonly number?: number;
  readonly title: string;
  readonly body: string;
}

/** `Merge pull request #123 from octocat/topic`, as GitHub writes it. */
const GITHUB_MERGE = /^Merge pull request #(\d{1,9}) from \S/;
/** `Auto merge of #123 - octocat:topic, r=reviewer`, as the queue of rust-lang/rust writes it. */
const QUEUE_MERGE = /^Auto merge of #(\d{1,9}) - \S/;
/** `Keep the cart (#123)`: the last number in brackets, at the very end; GitHub appends it to squashed titles. */
const SQUASHED = /\(#(\d{1,9})\)\s*$/;

/**
 * The title is the first line, not git's subject: `Fix the cart` directly followed by `Impact: ...` is two lines to
 * the person who wrote them. A merge commit has the pull request's title as the first line of its body.
 */
export function parseChangeMessage(message: string): ChangeMessage {
  const { first, rest } = cutFirstLine(message);
  const merged = GITHUB_MERGE.exec(first) ?? QUEUE_MERGE.exec(first);
  if (merged === null) return { ...numbered(SQUASHED.exec(first)), title: first, body: rest };
  const below = cutFirstLine(rest);
  return { ...numbered(merged), title: below.first === "" ? first : below.first, body: below.rest };
}

/** The number alone, from the first line that is not blank, for the pass over a whole history. */
export function parseChangeNumber(firstLine: string): number | undefined {
  return numbered(GITHUB_MERGE.exec(firstLine) ?? QUEUE_MERGE.exec(firstLine) ?? SQUASHED.exec(firstLine))
    .number;
}

/** Whether the first line is a merge of a pull request by a merge commit. */
export function isPullRequestMerge(firstLine: string): boolean {
  return GITHUB_MERGE.test(firstLine) || QUEUE_MERGE.test(firstLine);
}

/** The first line that is not blank, and what follows it without the blank lines around. */
function cutFirstLine(text: string): { readonly first: string; readonly rest: string } {
  const trimmed = text.trim();
  const end = trimmed.search(/\r\n|\r|\n/);
  if (end < 0) return { first: trimmed, rest: "" };
  // Indented text is code to a Markdown reader: only blank lines go, not the first line's own indentation.
  return {
    first: trimmed.slice(0, end).trimEnd(),
    rest: trimmed.slice(end).replace(/^(?:[ \t]*(?:\r\n|\r|\n))+/, ""),
  };
}

function numbered(match: RegExpExecArray | null): { readonly number?: number } {
  const number = Number(match?.[1] ?? 0);
  return number > 0 ? { number } : {};
}

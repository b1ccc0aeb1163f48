import type { Reference } from "../model/answer.ts";
import { cutText } from "../text/cut-text.ts";
import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

/** What somebody outside engineering says of a change that claims to touch their number. */
export interface SeenLine {
  readonly about: Required<Reference>;
  readonly verdict: "yes" | "no" | "unclear";
  /** At most 300 characters, on one line; empty where nothing was added. */
  readonly words: string;
}

const LONGEST_WORDS = 300;
const MOST_LINES = 50;
const MAY_HOLD = /\/seen\b/iu;
// /seen acme/shop#812 yes more trials since Tuesday | /Seen acme/shop#812: no
const LINE = /^\/seen\s+([A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100})#(\d{1,9})\s*[:,]?\s+(\S.*)$/iu;
// yes, trials went up | unclear: ... | no.
const VERDICT = /^(yes|no|unclear)(?![\p{L}\p{N}])[\s.,:;!—-]*(.*)$/iu;

export interface SeenComment {
  readonly lines: readonly SeenLine[];
  /** Lines that begin with `/seen` and say nothing that can be taken. */
  readonly unreadable: number;
}

/** The lines `/seen` of a comment, outside code, quotes and HTML comments: of several on one change the last counts. */
export function parseSeenAnswers(markdown: string): SeenComment {
  if (!MAY_HOLD.test(foldKeyboard(dropInvisible(markdown)))) return { lines: [], unreadable: 0 };
  const found = parseMarkdown(markdown)
    .children.filter((node) => node.type === "paragraph")
    .flatMap((paragraph) => toPlainText(toSource(paragraph)).split("\n"))
    .map((line) => line.trim())
    .filter((line) => /^\/seen(?:\s|$)/iu.test(foldKeyboard(line)));
  const lines = found.slice(0, MOST_LINES).flatMap(toLine);
  return { lines: keepLast(lines), unreadable: found.length - lines.length };
}

/** Whoever pastes a line fifty times has answered once. */
function keepLast(lines: readonly SeenLine[]): readonly SeenLine[] {
  const toKey = ({ about }: SeenLine) => `${about.repository.toLowerCase()}#${about.number}`;
  const last = new Map(lines.map((line) => [toKey(line), line]));
  return lines.filter((line) => last.get(toKey(line)) === line);
}

function toLine(text: string): readonly SeenLine[] {
  const [, repository, number, said = ""] = LINE.exec(foldKeyboard(text)) ?? [];
  const [, verdict, folded = ""] = VERDICT.exec(said) ?? [];
  const words = text.slice(text.length - folded.length);
  if (repository === undefined || verdict === undefined) return [];
  return [
    {
      about: { repository, number: Number(number) },
      verdict: verdict.toLowerCase() as SeenLine["verdict"],
      words: cutText(words.trim().replace(/\s+/gu, " "), LONGEST_WORDS),
    },
  ];
}

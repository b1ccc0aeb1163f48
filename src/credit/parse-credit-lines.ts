import type { ListItem, Parent, RootContent } from "mdast";
import type { Reference } from "../model/answer.ts";
import type { CreditedPerson } from "../model/credit.ts";
import { toVisibleHtml } from "../tagging/list-sayings.ts";
import { mayHoldCredit } from "../tagging/may-hold-answer.ts";
import { parseMarkdown } from "../tagging/parse-markdown.ts";
import { parseReference } from "../tagging/parse-reference.ts";
import { toPlainText } from "../tagging/to-plain-text.ts";
import { toSource } from "../tagging/to-source.ts";
import { foldKeyboard } from "../text/keyboard.ts";
import { parsePerson } from "./person.ts";
import { CREDIT_LIMITS, toWords } from "./to-words.ts";

interface TrailerCredit {
  readonly kind: "co-author" | "idea" | "reported" | "helped";
  readonly person: CreditedPerson;
}

/** What the lines of one text say, each kind in the order of the text. */
interface CreditLines {
  readonly credits: readonly TrailerCredit[];
  /** Plain text, cut to its limit. */
  readonly learned: readonly string[];
  /** Other repositories only. */
  readonly ideasFrom: readonly Reference[];
}

const NOTHING: CreditLines = { credits: [], learned: [], ideasFrom: [] };
// `Co-authored-by: Jo <jo@example.org>`, `**Learned**: ...` (plain by then), `💡 Learned: ...`
const LINE =
  /^[^\p{L}\p{N}`"'|>([{]*(?::[a-z0-9_+-]{1,40}:\s*)?(co-?authored-by|reported-by|helped-by|idea-from|learned)\s*:\s*(.*)$/iu;
/** Ends a `Learned:` that takes more than a line: `Signed-off-by: ...`, `Impact: ...` */
const NEXT_KEY = /^[^\p{L}\p{N}]*[\p{L}][\p{L}\p{N}-]{2,30}\s*:(?!\/\/)/u;
const JOINT = /^(?:[\s,;&+、，；]|and(?=\s))+/iu;
// @octocat; a team, as @acme/growth, is nobody to credit
const MENTION = /^@[\w-]{1,80}(?:\[bot\])?(?![\w/-])/u;

/** Reads the trailers and `Learned:` lines of a description or commit message. Never throws. */
export function parseCreditLines(markdown: string): CreditLines {
  if (!mayHoldCredit(markdown)) return NOTHING;
  const found = { credits: [] as TrailerCredit[], learned: [] as string[], ideasFrom: [] as Reference[] };
  for (const lines of listParagraphs(markdown)) {
    lines.forEach((line, at) => {
      const [, key = "", folded = ""] = LINE.exec(foldKeyboard(line)) ?? [];
      if (key === "") return;
      const text = line.slice(line.length - folded.length);
      const kind = toKind(key);
      if (kind === "learned")
        found.learned.push(...toLearned(text, lines.slice(at + 1, at + CREDIT_LIMITS.lines)));
      else addPeople(found, kind, text);
    });
  }
  return {
    credits: found.credits.slice(0, CREDIT_LIMITS.credits),
    learned: found.learned.slice(0, CREDIT_LIMITS.learnings),
    ideasFrom: found.ideasFrom.slice(0, CREDIT_LIMITS.ideas),
  };
}

function toKind(key: string): TrailerCredit["kind"] | "learned" {
  switch (key.toLowerCase()) {
    case "reported-by":
      return "reported";
    case "helped-by":
      return "helped";
    case "idea-from":
      return "idea";
    case "learned":
      return "learned";
    default:
      return "co-author";
  }
}

/** It ends with the paragraph or the next key. */
function toLearned(first: string, rest: readonly string[]): readonly string[] {
  const end = rest.findIndex((line) => NEXT_KEY.test(foldKeyboard(line)));
  const words = toWords([first, ...rest.slice(0, end < 0 ? rest.length : end)].join(" "));
  return words === undefined ? [] : [words];
}

interface Found {
  readonly credits: TrailerCredit[];
  readonly ideasFrom: Reference[];
}

/** `@jo, @kim and acme/shop#12`, or one `Name <address>`. */
function addPeople({ credits, ideasFrom }: Found, kind: TrailerCredit["kind"], text: string): void {
  let rest = text.slice(0, CREDIT_LIMITS.lineUnits).trim();
  let isNamed = false;
  while (rest !== "") {
    const item = takeItem(rest, kind);
    if (item === undefined) break;
    isNamed = true;
    if (item.reference?.repository !== undefined) ideasFrom.push(item.reference);
    if (item.person !== undefined) credits.push({ kind, person: item.person });
    rest = rest.slice(item.length);
    const joint = JOINT.exec(rest)?.[0] ?? "";
    if (joint === "") break;
    rest = rest.slice(joint.length);
  }
  const person = isNamed ? undefined : parsePerson(text);
  if (person !== undefined) credits.push({ kind, person });
}

function takeItem(
  rest: string,
  kind: TrailerCredit["kind"],
): { readonly length: number; readonly person?: CreditedPerson; readonly reference?: Reference } | undefined {
  const mention = MENTION.exec(rest)?.[0];
  if (mention !== undefined) {
    const person = parsePerson(mention);
    return { length: mention.length, ...(person === undefined ? {} : { person }) };
  }
  if (kind !== "idea") return undefined;
  const found = parseReference(`for ${rest}`);
  return found && { length: found.length - "for ".length, reference: found.target };
}

/** As GitHub cuts descriptions and comments; of a longer commit message no more is read either. */
const LONGEST = 65_536;
/** `<jo@example.org>`, which plain text would take for a tag. */
const ADDRESS = /<([^<>\s@]{1,200}@[^<>\s@]{1,200})>/gu;

/**
 * What a reader sees of a description, comment or commit message, as paragraphs of trimmed plain lines. Nothing from
 * code, quotes, comments, tables, or items that nobody ticked. Addresses stand between U+E001 and U+E002 in place of
 * their brackets. Never throws.
 */
export function listParagraphs(markdown: string): readonly (readonly string[])[] {
  const paragraphs: (readonly string[])[] = [];
  visit(parseMarkdown(markdown.slice(0, LONGEST)), paragraphs);
  return paragraphs;
}

function visit(parent: Parent, paragraphs: (readonly string[])[]): void {
  for (const node of parent.children as readonly RootContent[]) {
    switch (node.type) {
      case "list":
        visit(node, paragraphs);
        break;
      case "listItem":
        visitItem(node, paragraphs);
        break;
      case "paragraph":
      case "heading":
        paragraphs.push(toLines(toSource(node)));
        break;
      case "html":
        // GitHub shows the text between tags: a line under `<details>` is read by everybody.
        paragraphs.push(toLines(toVisibleHtml(node.value)));
        break;
      default:
    }
  }
}

/** What stands in a box that nobody ticked is offered, not said; a ticked one below it is said all the same. */
function visitItem(item: ListItem, paragraphs: (readonly string[])[]): void {
  if (item.checked === false) {
    for (const list of item.children) if (list.type === "list") visit(list, paragraphs);
  } else {
    visit(item, paragraphs);
  }
}

function toLines(source: string): readonly string[] {
  const marked = source.replace(/[\uE001\uE002]/gu, "\uFFFD").replace(ADDRESS, "\uE001$1\uE002");
  return toPlainText(marked)
    .split("\n")
    .map((line) => line.trim());
}

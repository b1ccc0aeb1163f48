import type { Code, List, ListItem, Parent, Root, RootContent } from "mdast";
import { foldKeyboard } from "../text/keyboard.ts";
import { continueValue } from "./continue-value.ts";
import { holdsCandidate } from "./cut-to-answers.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

/** A place of a text that may hold an answer, as plain text; line ends stand where the author put them. */
export type Saying =
  /** What stands behind `Impact:`, and the lines of its paragraph that need not belong to it. */
  | { readonly kind: "line"; readonly text: string; readonly rest: readonly string[] }
  /** The first paragraph or block of code under a heading `Impact`, or the items of its first list. */
  | { readonly kind: "section"; readonly texts: readonly string[] };

// `Impact: none`, `**Impact**: none` (plain by then), `🎯 IMPACT : none`
const LINE = /^[^\p{L}\p{N}`"'|>([{]*(?::[a-z0-9_+-]{1,40}:\s*)?impact\s*:\s*(.*)$/iu;
const HEADING = /^[^\p{L}\p{N}`"'|>([{]*impact\s*:?\s*$/iu;
const HIDDEN_HTML =
  /<(pre|code|script|style|textarea|blockquote|table|del|s|strike)(?=[\s/>])[\s\S]*?(?:<\/\1\s*>|$)/giu;
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/gu;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[(.)\]\s+)?/u; // - refund-rate | - [x] refund-rate

/** The sayings of a text in order. Code, quotes and comments say nothing, and neither does a box that nobody ticked. */
export function listSayings(root: Root): readonly Saying[] {
  const sayings: Saying[] = [];
  visitChildren(root, sayings, "said");
  return sayings;
}

/** Raw HTML as a reader sees it: without comments, code, tables, quotes and what is struck out. */
export function toVisibleHtml(html: string): string {
  return html.replace(HTML_COMMENT, "").replace(HIDDEN_HTML, "");
}

/** What stands in an unticked item is `offered`, down to the next box. */
function visitChildren(parent: Parent, sayings: Saying[], stance: "said" | "offered"): void {
  parent.children.forEach((node, index) => {
    if (node.type === "list") {
      visitChildren(node, sayings, stance);
    } else if (node.type === "listItem") {
      visitChildren(node, sayings, toStance(node) ?? stance);
    } else if (stance === "said") {
      sayings.push(...listBlockSayings(node, parent.children.slice(index + 1)));
    }
  });
}

function toStance({ checked }: ListItem): "said" | "offered" | undefined {
  return typeof checked === "boolean" ? (checked ? "said" : "offered") : undefined;
}

function listBlockSayings(node: RootContent, after: readonly RootContent[]): readonly Saying[] {
  switch (node.type) {
    case "paragraph":
      return listParagraphSayings(toSource(node), after[0]);
    case "heading":
      return listHeadingSayings(toSource(node), after);
    case "html":
      // GitHub shows the text between tags: `<details>` with a line under it is read by everybody.
      return holdsCandidate(node.value) ? listLines(toVisibleHtml(node.value)) : [];
    case "code":
      return isNamed(node) ? listFenceSayings(node.value) : [];
    default:
      return [];
  }
}

/** Lines, of which the last may be a bare `Impact:` above its list. */
function listParagraphSayings(text: string, after: RootContent | undefined): readonly Saying[] {
  const lines = listLines(text);
  const last = lines.at(-1);
  const isBare = last?.text === "" && last.rest.length === 0;
  return isBare && after?.type === "list" ? [...lines, { kind: "section", texts: listItems(after) }] : lines;
}

function listLines(text: string): readonly Extract<Saying, { kind: "line" }>[] {
  if (!holdsCandidate(text)) {
    return [];
  }
  const lines = toPlainText(text).split("\n");
  return lines.flatMap((line, index) => {
    const value = findValue(line);
    return value === undefined
      ? []
      : [{ kind: "line", ...continueValue(value, line, lines.slice(index + 1)) } as const];
  });
}

/** What stands behind `Impact:`, as it was typed. */
function findValue(line: string): string | undefined {
  const trimmed = line.trim();
  const value = LINE.exec(foldKeyboard(trimmed))?.[1];
  return value === undefined ? undefined : trimmed.slice(trimmed.length - value.length);
}

/** A heading that is itself a line, or `Impact` above its first paragraph, list or block of code. */
function listHeadingSayings(text: string, after: readonly RootContent[]): readonly Saying[] {
  if (!holdsCandidate(text)) {
    return [];
  }
  const lines = listLines(text).filter((saying) => saying.text !== "");
  if (lines.length > 0 || !HEADING.test(foldKeyboard(toPlainText(text).trim()))) {
    return lines;
  }
  const body = after.find((node) => node.type !== "html" && !isUnseen(node));
  switch (body?.type) {
    case "paragraph":
      return [{ kind: "section", texts: [toTrimmedLines(toPlainText(toSource(body)))] }];
    case "list":
      return [{ kind: "section", texts: listItems(body) }];
    case "code":
      return isFenced(body) && !isNamed(body) ? [{ kind: "section", texts: [joinFence(body.value)] }] : [];
    default:
      return [];
  }
}

/** What is struck out as a whole is seen no more than a comment. */
function isUnseen(node: RootContent): boolean {
  return node.type === "paragraph" && toPlainText(toSource(node)).trim() === "";
}

/** ```impact */
function isNamed({ lang }: Code): boolean {
  return foldKeyboard(lang ?? "").toLowerCase() === "impact";
}

/** A block of code that is named `impact` is a line, whether or not it says so once more. */
function listFenceSayings(code: string): readonly Saying[] {
  const [first = "", ...rest] = code.trim().split("\n");
  const text = joinFence([findValue(first) ?? first, ...rest].join("\n"));
  return [{ kind: "line", text: text.slice(0, LONGEST_FENCE), rest: [] }];
}

/** Nobody answers at such length; it bounds the work. */
const LONGEST_FENCE = 4_000;

/** The lines of a block of code as one value; its items are parted by commas, and nobody's boxes are left out. */
function joinFence(code: string): string {
  return code
    .slice(0, LONGEST_FENCE)
    .split("\n")
    .filter((line) => ITEM.exec(line)?.[1] !== " ")
    .map((line) => (ITEM.test(line) ? `, ${line.replace(ITEM, "")}` : line))
    .join("\n")
    .replace(/^[\s,]+/u, "");
}

/** Its fences are lines of the block, too. */
function isFenced({ value, position }: Code): boolean {
  const lines = position === undefined ? 0 : position.end.line - position.start.line + 1;
  return lines > value.split("\n").length;
}

/** Items that nobody ticked are offers, not answers. */
function listItems(list: List): readonly string[] {
  return list.children
    .filter((item) => item.checked !== false)
    .flatMap(({ children: [first] }) =>
      first?.type === "paragraph" ? [toTrimmedLines(toPlainText(toSource(first)))] : [],
    )
    .filter((text) => text !== "");
}

function toTrimmedLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

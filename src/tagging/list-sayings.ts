import type { List, ListItem, Parent, Root, RootContent } from "mdast";
import { holdsCandidate } from "./cut-to-answers.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

/** A place of a text that may hold an answer, as plain text, each on one line. */
export type Saying =
  /** What stands behind `Impact:`. */
  | { readonly kind: "line"; readonly text: string }
  /** The first paragraph under a heading `Impact`, or the items of its first list. */
  | { readonly kind: "section"; readonly texts: readonly string[] };

// `Impact: none`, `**Impact**: none` (plain by then), `🎯 IMPACT : none`, with a full-width colon too
const LINE = /^[^\p{L}\p{N}`"'|>([{]*(?::[a-z0-9_+-]{1,40}:\s*)?impact\s*[:：]\s*(.*)$/iu;
const HEADING = /^[^\p{L}\p{N}`"'|>([{]*impact\s*[:：]?\s*$/iu;
const HIDDEN_HTML = /<(pre|code|script|style|textarea|blockquote|table)\b[\s\S]*?(?:<\/\1\s*>|$)/giu;
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/gu;

/** The sayings of a text in order. Code, quotes and comments say nothing, and neither does a box that nobody ticked. */
export function listSayings(root: Root): readonly Saying[] {
  const sayings: Saying[] = [];
  visitChildren(root, sayings, "said");
  return sayings;
}

/** What stands in an unticked item is `offered`, down to the next box. */
function visitChildren(parent: Parent, sayings: Saying[], stance: "said" | "offered"): void {
  parent.children.forEach((node, index) => {
    if (node.type === "list") {
      visitChildren(node, sayings, stance);
    } else if (node.type === "listItem") {
      visitChildren(node, sayings, toStance(node) ?? stance);
    } else if (stance === "said") {
      const after = node.type === "heading" ? parent.children.slice(index + 1) : [];
      sayings.push(...listBlockSayings(node, after));
    }
  });
}

function toStance({ checked }: ListItem): "said" | "offered" | undefined {
  return typeof checked === "boolean" ? (checked ? "said" : "offered") : undefined;
}

function listBlockSayings(node: RootContent, after: readonly RootContent[]): readonly Saying[] {
  switch (node.type) {
    case "paragraph":
      return listLines(toSource(node));
    case "heading":
      return listHeadingSayings(toSource(node), after);
    case "html":
      // GitHub shows the text between tags: `<details>` with a line under it is read by everybody.
      return holdsCandidate(node.value)
        ? listLines(node.value.replace(HTML_COMMENT, "").replace(HIDDEN_HTML, ""))
        : [];
    default:
      return [];
  }
}

function listLines(text: string): readonly Extract<Saying, { kind: "line" }>[] {
  if (!holdsCandidate(text)) {
    return [];
  }
  return toPlainText(text)
    .split("\n")
    .flatMap((line) => {
      const said = LINE.exec(line.trim())?.[1];
      return said === undefined ? [] : [{ kind: "line", text: said } as const];
    });
}

/** A heading that is itself a line, or `Impact` above its first paragraph or list. */
function listHeadingSayings(text: string, after: readonly RootContent[]): readonly Saying[] {
  if (!holdsCandidate(text)) {
    return [];
  }
  const lines = listLines(text).filter((saying) => saying.text !== "");
  if (lines.length > 0 || !HEADING.test(toPlainText(text).trim())) {
    return lines;
  }
  const body = after.find((node) => node.type !== "html");
  if (body?.type === "paragraph") {
    return [{ kind: "section", texts: [toOneLine(toSource(body))] }];
  }
  return body?.type === "list" ? [{ kind: "section", texts: listItems(body) }] : [];
}

/** Items that nobody ticked are offers, not answers. */
function listItems(list: List): readonly string[] {
  return list.children
    .filter((item) => item.checked !== false)
    .flatMap(({ children: [first] }) => (first?.type === "paragraph" ? [toOneLine(toSource(first))] : []));
}

function toOneLine(text: string): string {
  return toPlainText(text).replace(/\s+/gu, " ").trim();
}

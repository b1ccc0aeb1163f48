import type { ListItem, Parent, RootContent } from "mdast";
import { toVisibleHtml } from "../tagging/list-sayings.ts";
import { parseMarkdown } from "../tagging/parse-markdown.ts";
import { toPlainText } from "../tagging/to-plain-text.ts";
import { toSource } from "../tagging/to-source.ts";

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

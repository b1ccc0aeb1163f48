import type { Nodes, Paragraph, Parent, Root, RootContent } from "mdast";
import { toSource } from "./to-source.ts";

/** What strikes out or quotes the blocks between its tags. */
const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)(del|s|strike|blockquote)(?=[\s/>])[^<>]*>/giu;

/** `[//]: # (nobody sees this)`; one of a footnote is shown. */
const DEFINITION =
  /[ \t]*\[(?!\^)(?=[^\]]*[^\s\]])(?:[^[\]\\]|\\[^\n]){1,999}\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)(?:(?:[ \t]+|[ \t]*\n[ \t]*)(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\)))?[ \t]*(?:\n|$)/uy;
/**
 * Takes out of the tree what stands between `<del>`, `<s>`, `<strike>` or `<blockquote>` and its closing tag where
 * these are blocks of their own: the parser takes the blocks between them for plain ones, a reader does not.
 * So are the definitions of links, which many write as comments: `[//]: # (nobody sees this)`.
 */
export function dropHiddenBlocks(root: Root): Root {
  dropDefinitions(root);
  dropInside(root);
  return root;
}

function dropDefinitions(parent: Parent): void {
  for (const node of parent.children as RootContent[]) {
    if (node.type === "paragraph") dropLeadingDefinitions(node);
    else if (isParent(node)) dropDefinitions(node);
  }
  if (parent.children.some(isEmpty)) {
    parent.children = (parent.children as RootContent[]).filter((node) => !isEmpty(node));
  }
}

/** A paragraph cannot be interrupted by one: they stand before its text. */
function dropLeadingDefinitions(paragraph: Paragraph): void {
  const first = paragraph.children[0];
  if (first?.type !== "text" || !first.value.trimStart().startsWith("[")) return;
  const source = toSource(paragraph);
  let end = 0;
  for (;;) {
    DEFINITION.lastIndex = end;
    if (!DEFINITION.test(source)) break;
    end = DEFINITION.lastIndex;
    if (end === source.length) break;
  }
  if (end > 0) paragraph.children = end < source.length ? [{ type: "text", value: source.slice(end) }] : [];
}

function isEmpty(node: Nodes): boolean {
  return node.type === "paragraph" && node.children.length === 0;
}

function dropInside(parent: Parent): void {
  const open: string[] = [];
  const kept: RootContent[] = [];
  for (const node of parent.children as RootContent[]) {
    const isHidden = open.length > 0;
    const end = node.type === "html" ? followTags(node.value, open) : 0;
    if (!isHidden) kept.push(node);
    else if (node.type === "html" && open.length === 0) kept.push({ ...node, value: node.value.slice(end) });
    if (!isHidden && isParent(node)) dropInside(node);
  }
  // Most texts have none, and their tree is left as it is.
  if (kept.length < parent.children.length) parent.children = kept;
}

/** Opens and closes what the tags do; returns where the last of them closed, 0 where something stays open. */
function followTags(html: string, open: string[]): number {
  let end = 0;
  for (const { 0: text, 1: slash, 2: name, index } of html.matchAll(TAG)) {
    if (name === undefined) continue;
    const tag = name.toLowerCase();
    if (slash === "") open.push(tag);
    else if (open.includes(tag)) open.length = open.lastIndexOf(tag);
    if (open.length === 0) end = index + text.length;
  }
  return end;
}

function isParent(node: Nodes): node is Nodes & Parent {
  return node.type === "list" || node.type === "listItem";
}

import type { Parent, RootContent } from "mdast";
import type { Reference } from "../model/answer.ts";
import { toVisibleHtml } from "./list-sayings.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { toProse } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

const KEYWORD = String.raw`\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b`;
/**
 * GitHub's closing keywords before `#12`, `GH-12`, `owner/name#12` or the address of an issue.
 * https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
 */
const CLOSING = new RegExp(
  String.raw`${KEYWORD}:?\s+(?:https?://[^\s/]{1,200}/([\w.-]{1,100}/[\w.-]{1,100})/issues/(\d{1,9})|(?:([\w.-]{1,100}/[\w.-]{1,100})?#|GH-)(\d{1,9}))\b`,
  "giu",
);
/** The same with markup in between. The lengths are bounded so that `fix fix fix ...` stays linear. */
const MAY_CLOSE = new RegExp(
  String.raw`${KEYWORD}[\s:*_~<>/a-z]{0,16}[\s*_~>](?:\S{0,200}#|\S{0,8}GH-|\S{0,8}https?://\S{1,200}/)\d`,
  "iu",
);
const MOST = 3;

/** Whether a text may close an issue: what it closes in the end is read by `listClosingReferences`. */
export function mayClose(markdown: string): boolean {
  return MAY_CLOSE.test(markdown);
}

/**
 * Issues that a description says it closes, in order, at most three, each once. As on GitHub nothing counts in
 * comments, code, quotes, links, or where it is struck out.
 */
export function listClosingReferences(body: string): readonly Reference[] {
  const found = new Map<string, Reference>();
  // The parser costs a millisecond, and the comment of a template stands in every description.
  if (!mayClose(dropComments(body))) return [];
  for (const text of listTexts(parseMarkdown(body))) {
    for (const match of text.matchAll(CLOSING)) {
      const repository = match[1] ?? match[3];
      const number = Number(match[2] ?? match[4]);
      const key = `${repository?.toLowerCase() ?? ""}#${number}`;
      if (number > 0 && !found.has(key)) {
        found.set(key, { ...(repository === undefined ? {} : { repository }), number });
      }
      if (found.size === MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** What a reader sees in paragraphs, headings and raw HTML, in order. */
function listTexts(parent: Parent): readonly string[] {
  return (parent.children as readonly RootContent[]).flatMap((node) => {
    switch (node.type) {
      case "list":
      case "listItem":
        return listTexts(node);
      case "paragraph":
      case "heading":
        return [toProse(toSource(node))];
      case "html":
        return [toProse(toVisibleHtml(node.value))];
      default:
        return [];
    }
  });
}

/** Without the comments that begin a line and hold nothing that could end some code they stand in. */
function dropComments(markdown: string): string {
  let kept = "";
  let from = 0;
  for (let start = markdown.indexOf("<!--"); start >= 0; start = markdown.indexOf("<!--", from)) {
    const close = markdown.indexOf("-->", start + 4);
    if (close < 0) break;
    const end = close + 3;
    const line = markdown.slice(markdown.lastIndexOf("\n", start) + 1, start);
    const isSafe = /^ {0,3}$/u.test(line) && !/[`~]/u.test(markdown.slice(start, end));
    kept += isSafe ? markdown.slice(from, start) : markdown.slice(from, end);
    from = end;
  }
  return kept + markdown.slice(from);
}

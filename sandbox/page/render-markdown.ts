import type { Nodes, Root, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { escapeHtml } from "../../src/text/escape.ts";
import { renderReferences } from "./render-references.ts";

export interface MarkdownView {
  /** `/acme/shop`: where `#12` leads. */
  readonly base: string;
  /** Boxes are shown as inputs of a form, named `tick` with their place in the text; without it they can't be ticked. */
  readonly boxes?: "tickable";
}

/** Longer ones are shown as they are: a demo reads what people type, and some texts take minutes to parse. */
const LONGEST = 100_000;
/** The only tags that stay; of everything else in angle brackets nothing is shown. */
const DETAILS = /^<(\/?)(details|summary)>$/i;
const SUMMARY_LINE = /^<details>\s*<summary>([^<]*)<\/summary>\s*$/i;
const CODE = /^<(\/?)code>$/i;
const SAFE_LINK = /^(?:https?:\/\/|\/(?!\/)|#)/i;

/**
 * Markdown as HTML that is safe by how it is made: every piece of text is escaped, no attribute comes from the text but
 * the address of a link, and of raw HTML only folds and code stay.
 */
export function renderMarkdown(text: string, view: MarkdownView): string {
  if (text.length > LONGEST) return `<pre>${escapeHtml(text)}</pre>`;
  const tree = fromMarkdown(text, {
    extensions: [gfmTable(), gfmTaskListItem()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
  });
  return new Renderer(view).renderRoot(tree);
}

class Renderer {
  readonly #view: MarkdownView;
  #boxes = 0;
  /** Folds that were opened and not closed: they are closed at the end, so that a page stays whole. */
  #folds = 0;
  #isInCode = false;

  constructor(view: MarkdownView) {
    this.#view = view;
  }

  renderRoot(tree: Root): string {
    const html = this.#all(tree.children);
    return `${html}${this.#isInCode ? "</code>" : ""}${"</details>".repeat(this.#folds)}`;
  }

  #all(nodes: readonly Nodes[]): string {
    return nodes.map((node) => this.#one(node)).join("");
  }

  #one(node: Nodes): string {
    switch (node.type) {
      case "text":
        return this.#isInCode ? escapeHtml(node.value) : renderReferences(node.value, this.#view.base);
      case "inlineCode":
        return `<code>${escapeHtml(node.value)}</code>`;
      case "code":
        return node.lang === "mermaid"
          ? `<details><summary>A picture, which GitHub draws from this text</summary><pre tabindex="0"><code>${escapeHtml(node.value)}</code></pre></details>`
          : `<pre tabindex="0"><code>${escapeHtml(node.value)}</code></pre>`;
      case "html":
        return this.#raw(node.value);
      case "paragraph":
        return `<p>${this.#all(node.children)}</p>`;
      case "heading":
        // Below the headings of the page itself.
        return `<h${Math.min(node.depth + 2, 6)}>${this.#all(node.children)}</h${Math.min(node.depth + 2, 6)}>`;
      case "strong":
        return `<strong>${this.#all(node.children)}</strong>`;
      case "emphasis":
        return `<em>${this.#all(node.children)}</em>`;
      case "blockquote":
        return `<blockquote>${this.#all(node.children)}</blockquote>`;
      case "link":
        return SAFE_LINK.test(node.url)
          ? `<a href="${escapeHtml(node.url)}">${this.#all(node.children)}</a>`
          : this.#all(node.children);
      case "list":
        return node.ordered === true
          ? `<ol start="${node.start ?? 1}">${this.#all(node.children)}</ol>`
          : `<ul>${this.#all(node.children)}</ul>`;
      case "listItem":
        return this.#item(node.checked, node.children);
      case "table":
        return this.#table(node);
      case "thematicBreak":
        return "<hr>";
      case "break":
        return "<br>";
      case "image":
        return `<em>${escapeHtml(node.alt ?? "picture")}</em>`;
      default:
        return "children" in node ? this.#all(node.children) : "";
    }
  }

  #item(checked: boolean | null | undefined, children: readonly Nodes[]): string {
    // A tight list shows its text without paragraphs.
    const content = children
      .map((child) => (child.type === "paragraph" ? this.#all(child.children) : this.#one(child)))
      .join("");
    if (checked === null || checked === undefined) return `<li>${content}</li>`;
    const place = this.#boxes;
    this.#boxes += 1;
    const state = `${checked ? " checked" : ""}${this.#view.boxes === undefined ? " disabled" : ""}`;
    return `<li class="task"><label><input type="checkbox" name="tick" value="${place}"${state}> ${content}</label></li>`;
  }

  #table(table: Table): string {
    const [head, ...rows] = table.children;
    const cells = (row: Table["children"][number] | undefined, tag: "th" | "td"): string =>
      (row?.children ?? [])
        .map((cell, column) => {
          const align = table.align?.[column] === "right" ? ' class="n"' : "";
          return `<${tag}${align}>${this.#all(cell.children)}</${tag}>`;
        })
        .join("");
    const body = rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("");
    // Wide ones are scrolled, by keyboard too.
    return `<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${cells(head, "th")}</tr></thead><tbody>${body}</tbody></table></div>`;
  }

  #raw(value: string): string {
    const line = SUMMARY_LINE.exec(value.trim());
    if (line !== null) {
      this.#folds += 1;
      return `<details><summary>${escapeHtml(line[1] ?? "")}</summary>`;
    }
    const code = CODE.exec(value);
    if (code !== null) {
      // Opened once and closed once, whatever the text does.
      if (this.#isInCode === (code[1] === "")) return "";
      this.#isInCode = code[1] === "";
      return `<${code[1]}code>`;
    }
    const tag = DETAILS.exec(value.trim());
    if (tag?.[2]?.toLowerCase() !== "details" || tag[1] !== "/" || this.#folds === 0) return "";
    this.#folds -= 1;
    return "</details>";
  }
}

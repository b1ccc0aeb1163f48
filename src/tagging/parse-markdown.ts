import type { Root } from "mdast";
import { type Extension, fromMarkdown } from "mdast-util-from-markdown";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { capBlocks, capNesting } from "./cap-markdown.ts";
import { dropHiddenBlocks } from "./drop-hidden-blocks.ts";

/**
 * Every inline construct is off: some take minutes on a description of brackets or asterisks alone, and an answer
 * needs only the few that `toPlainText` reads. Definitions are off because they would swallow lines.
 */
const blocksOnly = {
  disable: {
    null: [
      "attention",
      "autolink",
      "characterEscape",
      "characterReference",
      "codeText",
      "definition",
      "hardBreakEscape",
      "htmlText",
      "labelEnd",
      "labelStartImage",
      "labelStartLink",
    ],
  },
};

/** Keeps the white space that a line of a paragraph begins with: it tells that a trailer goes on. */
const indentation: Extension = {
  exit: {
    linePrefix(token) {
      const block = this.stack.at(-1);
      if (block?.type !== "paragraph") return;
      const last = block.children.at(-1);
      if (last?.type === "text" && last.value.endsWith("\n")) last.value += this.sliceSerialize(token);
    },
  },
};

const options = {
  extensions: [gfmTaskListItem(), blocksOnly],
  mdastExtensions: [gfmTaskListItemFromMarkdown(), indentation],
};

/**
 * The blocks of a description or comment; paragraphs hold their inline Markdown as written. What stands
 * behind the first two thousand blocks is not read, nor are blocks that are struck out or quoted as a whole by tags.
 * Never throws.
 */
export function parseMarkdown(markdown: string): Root {
  return dropHiddenBlocks(fromMarkdown(capBlocks(capNesting(markdown)), options));
}

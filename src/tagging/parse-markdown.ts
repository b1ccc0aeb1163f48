import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { capBlocks } from "./cap-blocks.ts";
import { capNesting } from "./cap-nesting.ts";

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

const options = {
  extensions: [gfmTaskListItem(), blocksOnly],
  mdastExtensions: [gfmTaskListItemFromMarkdown()],
};

/**
 * The blocks of a description or comment; paragraphs hold their inline Markdown as written. What stands
 * behind the first two thousand blocks is not read. Never throws.
 */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(capBlocks(capNesting(markdown)), options);
}

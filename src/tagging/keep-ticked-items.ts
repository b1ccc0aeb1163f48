import { CHECKLIST_BEGIN, CHECKLIST_END } from "../catalog/render-checklist-block.ts";
import { capNesting } from "./cap-nesting.ts";
import { cutToAnswers } from "./cut-to-answers.ts";
import { listTickedItems } from "./parse-checklist.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** What the ticked list of a comment says, and nothing else of the comment: a marked block of the ticked items alone. */
export function keepTickedItems(markdown: string): string {
  const items = listTickedItems(parseMarkdown(cutToAnswers(capNesting(markdown))));
  return [CHECKLIST_BEGIN, ...items.map((item) => `- [x] ${item}`), CHECKLIST_END].join("\n");
}

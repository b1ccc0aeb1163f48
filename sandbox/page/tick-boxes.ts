import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";

const MARK = /\[[ xX]\]/;

/** The text with exactly these of its boxes ticked, counted from 0 in the order in which they stand. */
export function tickBoxes(text: string, ticked: ReadonlySet<number>): string {
  const tree = fromMarkdown(text, {
    extensions: [gfmTaskListItem()],
    mdastExtensions: [gfmTaskListItemFromMarkdown()],
  });
  let result = text;
  for (const [place, start] of listBoxes(tree).entries()) {
    const rest = result.slice(start);
    // A mark is as long ticked as it is unticked, so the places behind it stay.
    result = result.slice(0, start) + rest.replace(MARK, ticked.has(place) ? "[x]" : "[ ]");
  }
  return result;
}

function listBoxes(node: Nodes): readonly number[] {
  const own =
    node.type === "listItem" && typeof node.checked === "boolean" ? (node.position?.start.offset ?? []) : [];
  return [own, "children" in node ? node.children.flatMap(listBoxes) : []].flat();
}

import type { Heading, Paragraph } from "mdast";

/** The inline Markdown of a block as written, without the markers of its containers; hard breaks are line ends. */
export function toSource(block: Heading | Paragraph): string {
  return block.children
    .map((child) => (child.type === "break" ? "\n" : "value" in child ? child.value : ""))
    .join("");
}

import { parseMarkdown } from "./parse-markdown.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

/** `text` of `impact` is what stands behind the word: `refund-rate`, `none because ...`. */
export type Command =
  | { readonly kind: "impact"; readonly text: string }
  | { readonly kind: "ask" }
  | { readonly kind: "help" }
  | { readonly kind: "insight" };

// /impact protects refund-rate | /Impact: none | /insight
const COMMAND = /^\/(impact|insight)(?:\s*[:：]\s*|\s+|$)(.*)$/iu;

/** The commands of a comment, in order: each on a line of its own, outside code, quotes and HTML comments. */
export function parseCommands(markdown: string): readonly Command[] {
  if (!/\/(?:impact|insight)/iu.test(markdown)) {
    return [];
  }
  return parseMarkdown(markdown)
    .children.filter((node) => node.type === "paragraph")
    .flatMap((paragraph) => toPlainText(toSource(paragraph)).split("\n"))
    .flatMap((line) => {
      const found = COMMAND.exec(line.trim());
      return found ? [toCommand(found[1] ?? "", (found[2] ?? "").trim())] : [];
    });
}

function toCommand(word: string, text: string): Command {
  if (word.toLowerCase() === "insight") {
    return { kind: "insight" };
  }
  switch (text.toLowerCase().replace(/[.!?]+$/u, "")) {
    case "ask":
      return { kind: "ask" };
    // A bare `/impact` says nothing: who writes it wants to know how.
    case "help":
    case "":
      return { kind: "help" };
    default:
      return { kind: "impact", text };
  }
}

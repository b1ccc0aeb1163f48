import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { continueValue } from "./continue-value.ts";
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
const COMMAND = /^\/(impact|insight)(?:\s*:\s*|\s+|$)(.*)$/iu;
const MAY_COMMAND = /\/(?:impact|insight)/iu;

/** The commands of a comment, in order: each on a line of its own, outside code, quotes and HTML comments. */
export function parseCommands(markdown: string): readonly Command[] {
  if (!MAY_COMMAND.test(foldKeyboard(dropInvisible(markdown)))) {
    return [];
  }
  return parseMarkdown(markdown)
    .children.filter((node) => node.type === "paragraph")
    .flatMap((paragraph) => listCommands(toPlainText(toSource(paragraph)).split("\n")));
}

function listCommands(lines: readonly string[]): readonly Command[] {
  return lines.flatMap((line, index) => {
    const trimmed = line.trim();
    const [, word, rest = ""] = COMMAND.exec(foldKeyboard(trimmed)) ?? [];
    if (word === undefined) return [];
    const value = trimmed.slice(trimmed.length - rest.length);
    const next = lines.slice(index + 1);
    const end = next.findIndex((other) => /^\s*\//u.test(foldKeyboard(other)));
    const own = next.slice(0, end < 0 ? next.length : end);
    return [toCommand(word, continueValue(value, line, own).text.replaceAll("\n", " "))];
  });
}

function toCommand(word: string, text: string): Command {
  if (word.toLowerCase() === "insight") {
    return { kind: "insight" };
  }
  switch (
    foldKeyboard(text)
      .toLowerCase()
      .replace(/[.!?]+$/u, "")
  ) {
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

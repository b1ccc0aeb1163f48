import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

/** What a comment on the report issue asks for. */
export type ReportCommand =
  /**
   * `place` counts from 1: the question as it is numbered in the report. `whole`: the text where there is no such
   * question, for `3 people` starts with a number as well; absent: the number can't be part of the text.
   */
  | { readonly kind: "decided"; readonly place?: number; readonly text: string; readonly whole?: string }
  /** Make the report now. */
  | { readonly kind: "report" };

// /decided we keep it | /Decided 2: not before May | /report
const COMMAND = /^\/(decided|report)(?:\s*:\s*|\s+|$)(.*)$/iu;
// 2: not before May | 2. not before May; neither 2.5 nor 2:30
const PLACE = /^([1-9])\s*(?:[:)]\s*(?!\d)|\.\s+)(?=\S)/u;
// 2 not before May
const BARE_PLACE = /^([1-3])\s+(?=\S)/u;

/** The command of a comment, on a line of its own, outside code, quotes and HTML comments; of several the first. */
export function parseReportCommand(markdown: string): ReportCommand | undefined {
  if (!/\/(?:decided|report)/iu.test(foldKeyboard(dropInvisible(markdown)))) return undefined;
  for (const node of parseMarkdown(markdown).children) {
    if (node.type !== "paragraph") continue;
    const lines = toPlainText(toSource(node)).split("\n");
    const start = lines.findIndex((line) => COMMAND.test(foldKeyboard(line.trim())));
    const first = lines[start]?.trim() ?? "";
    const found = COMMAND.exec(foldKeyboard(first));
    if (found === null) continue;
    if (found[1]?.toLowerCase() === "report") return { kind: "report" };
    // What people decide may take more than a line; it ends with the paragraph.
    return toDecided(
      [first.slice(first.length - (found[2]?.length ?? 0)), ...lines.slice(start + 1)].join(" "),
    );
  }
  return undefined;
}

function toDecided(said: string): ReportCommand | undefined {
  const words = said.trim().replace(/\s+/gu, " ");
  if (words === "") return undefined;
  const certain = PLACE.exec(foldKeyboard(words));
  const place = certain ?? BARE_PLACE.exec(words);
  if (place === null) return { kind: "decided", text: words };
  const text = words.slice(place[0].length);
  return {
    kind: "decided",
    place: Number(place[1]),
    text,
    ...(certain === null ? { whole: words } : {}),
  };
}

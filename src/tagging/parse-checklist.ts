import type { ListItem, Root, RootContent } from "mdast";
import { CHECKLIST_BEGIN, CHECKLIST_END } from "../catalog/render-checklist-block.ts";
import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Claim, Statement } from "../model/answer.ts";
import { toBesideMetric, toUnknownKey } from "./answer-problems.ts";
import { capNesting } from "./cap-markdown.ts";
import { cutToAnswers } from "./cut-to-answers.ts";
import { findStruck } from "./find-struck.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parseStatement } from "./parse-statement.ts";
import { collectClaims } from "./recent-claims.ts";
import { toPlainText } from "./to-plain-text.ts";
import { toSource } from "./to-source.ts";

const OPENING = /^<!--\s*throughline\s*-->/iu;
const CLOSING = /<!--\s*\/throughline\s*-->/iu;
const INNER = /<!--\s*metric:\s*([^<>]{1,200}?)\s*-->/iu; // <!-- metric: checkout-conversion -->
const CODE = /`([^`]+)`/u;
interface ChecklistReading {
  readonly statement?: Statement;
  readonly problems: readonly AnswerProblem[];
}

/** True for a text with our marker, which may hold ticked items. */
export function hasChecklist(markdown: string): boolean {
  return /<!--\s*throughline\s*-->/iu.test(markdown);
}

/** Reads the ticked items between `<!-- throughline -->` and `<!-- /throughline -->`; other boxes are none of ours. */
export function parseChecklist(
  root: Root,
  vocabulary: Vocabulary,
  isWanted: (item: string) => boolean = () => true,
): ChecklistReading {
  const ticked = listTickedItems(root).filter(isWanted);
  const said = ticked.map((item) => readItem(item, vocabulary));
  const stances = new Set(said.filter((item) => typeof item === "string"));
  const readings = said.filter((item) => typeof item !== "string");
  const { claims, problems } = collectClaims(
    readings.flatMap((reading) => (reading.statement?.kind === "tags" ? reading.statement.claims : [])),
  );
  const beside = claims.length > 0 && stances.has("none") ? [toBesideMetric("none", claims)] : [];
  const statement = toStatement(claims, stances);
  return {
    ...(statement && { statement }),
    problems: [...readings.flatMap((reading) => reading.problems), ...problems, ...beside],
  };
}

function toStatement(claims: readonly Claim[], stances: ReadonlySet<string>): Statement | undefined {
  if (claims.length > 0) {
    return { kind: "tags", claims };
  }
  // `unsure` yields to any definite answer, here too.
  return stances.has("none") ? { kind: "none" } : stances.has("unsure") ? { kind: "unsure" } : undefined;
}

function readItem(
  markdown: string,
  vocabulary: Vocabulary,
): "none" | "unsure" | { readonly statement?: Statement; readonly problems: readonly AnswerProblem[] } {
  const plain = toPlainText(markdown).trim();
  // A box beside nothing but what is struck out was ticked once, and is taken back.
  if (plain === "" && findStruck(markdown).length > 0) return { problems: [] };
  const said = INNER.exec(markdown)?.[1] ?? CODE.exec(plain)?.[1] ?? plain;
  const { statement, problems } = parseStatement(said, vocabulary);
  if (statement?.kind === "none" || statement?.kind === "unsure") {
    return statement.kind;
  }
  return statement?.kind === "for"
    ? { problems: [toUnknownKey(said, vocabulary)] }
    : { ...(statement && { statement }), problems };
}

/** The ticked items' first paragraphs, in order. A block that is never closed ends with its first list. */
export function listTickedItems(root: Root): readonly string[] {
  const closings = countClosings(root);
  const ticked: string[] = [];
  let isInside = false;
  let closed = 0;
  const visit = (node: RootContent): void => {
    if (node.type === "html") {
      // Both marks may stand in one node; what counts is how it ends.
      const isClosing = CLOSING.test(node.value);
      closed += isClosing ? 1 : 0;
      isInside = isClosing ? false : isInside || OPENING.test(node.value);
    } else if (node.type === "list") {
      node.children.forEach(visit);
      isInside = isInside && closed < closings;
    } else if (node.type === "listItem") {
      if (isInside && node.checked === true) {
        ticked.push(toItemText(node));
      }
      node.children.forEach(visit);
    }
  };
  root.children.forEach(visit);
  return ticked;
}

function countClosings(root: Root): number {
  let count = 0;
  const visit = (node: RootContent): void => {
    if (node.type === "html") {
      count += CLOSING.test(node.value) ? 1 : 0;
    } else if (node.type === "list" || node.type === "listItem") {
      node.children.forEach(visit);
    }
  };
  root.children.forEach(visit);
  return count;
}

function toItemText(item: ListItem): string {
  const [first] = item.children;
  return first?.type === "paragraph" ? toSource(first).replace(/\s+/gu, " ") : "";
}

/** What the ticked list of a comment says, and nothing else of the comment: a marked block of the ticked items alone. */
export function keepTickedItems(markdown: string): string {
  const items = listTickedItems(parseMarkdown(cutToAnswers(capNesting(markdown))));
  return [CHECKLIST_BEGIN, ...items.map((item) => `- [x] ${item}`), CHECKLIST_END].join("\n");
}

import { Composer, CST, type Document, Lexer, Parser } from "yaml";
import { fail, type Result, succeed } from "../model/result.ts";
import type { Position } from "./catalog-layer.ts";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import type { ProblemDetail } from "./catalog-problem.ts";
import type { ProblemCode } from "./problem-codes.ts";

/** A problem before its offset (UTF-16 units) is turned into a line and a column. */
export interface YamlProblem {
  readonly code: ProblemCode;
  readonly offset: number;
  readonly message: string;
}

/** YAML 1.2, core types; equal keys are found later, because the parser's own search takes quadratic time. */
const COMPOSER_OPTIONS = {
  version: "1.2",
  schema: "core",
  merge: false,
  uniqueKeys: false,
  resolveKnownTags: false,
  strict: true,
  logLevel: "silent",
} as const;

/** More syntax problems than this are follow-ups of the first ones. */
const SYNTAX_PROBLEMS_TOLD = 10;

/**
 * Parses one document. Depth, aliases, tags and directives are watched while the text is cut into tokens, which takes
 * no recursion; only what keeps to the limits reaches the part of the parser that recurses. The tokens are the
 * parser's own, so a bracket in a string, comment or block scalar is never taken for nesting, and no trick of
 * notation goes unseen.
 */
export function parseYaml(text: string): Result<Document, readonly YamlProblem[]> {
  const parts = parseTokens(text);
  if (!parts.ok) return fail([parts.error]);
  const [document] = composeDocuments(parts.value, text.length);
  if (document === undefined) throw new Error("The YAML composer gave no document although one is forced");
  if (document.errors.length === 0) return succeed(document);
  return fail(document.errors.slice(0, SYNTAX_PROBLEMS_TOLD).map(toSyntaxProblem));
}

/**
 * The composer makes an Error for each thing that it finds. A file of 150,000 stray signs would take seconds and
 * hundreds of megabytes for traces that nobody reads, so none are taken meanwhile; nothing else runs in between.
 */
function composeDocuments(tokens: readonly CST.Token[], length: number): readonly Document[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [...new Composer(COMPOSER_OPTIONS).compose(tokens, true, length)];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parseTokens(text: string): Result<readonly CST.Token[], YamlProblem> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const seen: Seen = { offset: 0, tokens: 0, aliases: 0, errors: 0, hasContent: false };
  for (const lexeme of new Lexer().lex(text)) {
    const refusal = findRefusal(seen, lexeme);
    if (refusal !== undefined) return fail({ ...refusal, offset: seen.offset });
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error") seen.errors += 1;
    }
    if (seen.errors > SYNTAX_PROBLEMS_TOLD) break;
    if (isTooDeep(parser.stack)) {
      const message = `Maps and lists are nested more than ${CATALOG_LIMITS.depth} deep here`;
      return fail({ code: "too-deep", offset: seen.offset, message });
    }
    if (!hasNoWidth(lexeme)) seen.offset += lexeme.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return succeed(tokens);
}

interface Seen {
  offset: number;
  tokens: number;
  aliases: number;
  errors: number;
  /** True once the document has begun, by `---` or by what it says. */
  hasContent: boolean;
}

type Refusal = Omit<YamlProblem, "offset">;

function findRefusal(seen: Seen, lexeme: string): Refusal | undefined {
  const type = CST.tokenType(lexeme);
  seen.tokens += 1;
  if (seen.tokens > CATALOG_LIMITS.tokens) return TOO_MANY_TOKENS;
  if (type === "alias") seen.aliases += 1;
  if (seen.aliases > CATALOG_LIMITS.aliases) return TOO_MANY_ALIASES;
  if (type === "tag") {
    return { code: "tag", message: `Tags such as ${cutWord(lexeme)} are not supported; remove it` };
  }
  if (type === "directive-line") return DIRECTIVE;
  if (seen.hasContent && (type === "doc-start" || type === "doc-mode")) return SECOND_DOCUMENT;
  seen.hasContent ||= !BEFORE_CONTENT.has(type ?? "");
  return undefined;
}

const TOO_MANY_TOKENS: Refusal = {
  code: "too-large",
  message: `The file has more than ${CATALOG_LIMITS.tokens} words and signs of YAML; make it smaller`,
};
const TOO_MANY_ALIASES: Refusal = {
  code: "too-many-aliases",
  message: `More than ${CATALOG_LIMITS.aliases} aliases; write the values out`,
};
const DIRECTIVE: Refusal = {
  code: "syntax",
  message: "Directives (lines that begin with %) are not supported; remove this line",
};
const SECOND_DOCUMENT: Refusal = {
  code: "several-documents",
  message: "A second document begins here; keep one document a file",
};
const BEFORE_CONTENT: ReadonlySet<string> = new Set([
  "byte-order-mark",
  "comment",
  "doc-mode",
  "newline",
  "space",
]);

function isTooDeep(stack: readonly CST.Token[]): boolean {
  if (stack.length <= CATALOG_LIMITS.depth) return false;
  return stack.filter((token) => NESTING.has(token.type)).length > CATALOG_LIMITS.depth;
}

const NESTING: ReadonlySet<string> = new Set(["block-map", "block-seq", "flow-collection"]);

/** The lexer marks a document, a scalar and a broken end by control characters that the text does not have. */
function hasNoWidth(lexeme: string): boolean {
  return lexeme === CST.DOCUMENT || lexeme === CST.SCALAR || lexeme === CST.FLOW_END;
}

/** By words of the parser's own messages. */
const ADVICE: readonly (readonly [word: string, advice: string])[] = [
  ["Tabs are not allowed as indentation", "; write spaces instead"],
  ["must be sufficiently indented and end with", "; close it, or put the text in quotes"],
  ["Missing closing", "; close it where the text ends"],
  ["Invalid escape sequence", "; put the text in single quotes, or write \\\\ for \\"],
];

function toSyntaxProblem(error: { readonly message: string; readonly pos: readonly number[] }): YamlProblem {
  const reserved = error.message.includes("reserved character");
  const advice = reserved
    ? "; put the text in quotes"
    : (ADVICE.find(([word]) => error.message.includes(word))?.[1] ?? "");
  const message = `Not valid YAML: ${cutWord(error.message.replace(/\s+/gu, " "), 160)}${advice}`;
  return { code: "syntax", offset: Math.max(error.pos[0] ?? 0, 0), message };
}

function cutWord(text: string, limit = 40): string {
  const points = [...text.slice(0, 2 * limit)];
  return points.length > limit ? `${points.slice(0, limit - 1).join("")}…` : text;
}

/** What keeps a file from being read as text at all. Size first: nothing else looks at a file that is too large. */
export function findTextFault(text: string): ProblemDetail | undefined {
  const bytes = countBytes(text);
  if (bytes > CATALOG_LIMITS.bytes) {
    const size = `${Math.ceil(bytes / 1024)} KiB`;
    return { code: "too-large", message: `The file has ${size}; a catalog has at most 256 KiB` };
  }
  const at = text.search(NOT_TEXT);
  if (at === -1) return undefined;
  const line = text.slice(0, at).split("\n").length;
  const message = `The file is not UTF-8 text: line ${line} holds ${nameCharacter(text.codePointAt(at) ?? 0)}`;
  return { code: "not-text", message };
}

/** Control characters, the mark that a decoder leaves for bytes that are no UTF-8, and halves of a pair. */
const NOT_TEXT = /(?![\t\n\r\u{85}])[\p{Cc}\p{Cs}\u{FFFD}\u{FFFE}\u{FFFF}]/u;

function nameCharacter(code: number): string {
  if (code === 0) return "a NUL byte, as binary files do";
  if (code === 0xfffd) return "bytes that are not UTF-8";
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Of the text as UTF-8. */
function countBytes(text: string): number {
  if (text.length > CATALOG_LIMITS.bytes) return text.length;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Turns offsets (UTF-16 units, as parsers count) into lines and columns (code points, as people count). */
export function buildTextPositions(text: string): (offset: number) => Position {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return (offset) => {
    const line = countNotAfter(lineStarts, offset);
    const start = lineStarts[line - 1] ?? 0;
    return { line, column: offset - start - countSurrogatePairs(text, start, offset) + 1 };
  };
}

function countNotAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 1);
}

function countSurrogatePairs(text: string, from: number, to: number): number {
  let pairs = 0;
  for (let at = from; at < to; at += 1) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) pairs += 1;
  return pairs;
}

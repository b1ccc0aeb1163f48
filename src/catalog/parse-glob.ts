import { fail, type Result, succeed } from "../model/result.ts";

/**
 * One step of a glob. Characters are code points. `any` takes a character other than a slash, `all` any character;
 * `fork` goes on at the next step and at `other`.
 */
export type GlobStep =
  | { readonly op: "character"; readonly code: number }
  | { readonly op: "any" }
  | { readonly op: "all" }
  | { readonly op: "class"; readonly ranges: readonly CodeRange[]; readonly isNegated: boolean }
  | ForkStep
  | JumpStep;

interface ForkStep {
  readonly op: "fork";
  other: number;
}

interface JumpStep {
  readonly op: "jump";
  to: number;
}

type CodeRange = readonly [first: number, last: number];

export interface ParsedGlob {
  /** Run past the last one, a path matches. */
  readonly steps: readonly GlobStep[];
  /** What every matching path begins with. */
  readonly prefix: string;
  /** `path`: the prefix and nothing else. `folder`: the prefix and all below it. */
  readonly form: "path" | "folder" | "pattern";
}

interface Reading {
  readonly text: string;
  readonly steps: GlobStep[];
  at: number;
  braces: number;
  /** True where a segment of the path begins. */
  isSegmentStart: boolean;
  fault?: string;
}

const SLASH = 47;
const BRACES_DEPTH = 16;
/** The steps of `/**` at an end. */
const FOLDER_STEPS = 5;

/**
 * Reads a glob: `*` and `?` within a segment, `**` over segments, `[a-z]`, `{a,b}`, `\` before a special character.
 * An error is a sentence that follows on the glob ("has a `{` without its `}`"). A glob has at most a few steps for
 * each character, which is what bounds the time of matching.
 */
export function parseGlob(glob: string): Result<ParsedGlob, string> {
  const text = glob.replace(/(?<=^|\/)\*\*(?:\/\*\*)+(?=\/|$)/gu, "**");
  const reading: Reading = { text, steps: [], at: 0, braces: 0, isSegmentStart: true };
  while (reading.at < text.length && reading.fault === undefined) readPart(reading);
  return reading.fault === undefined ? succeed(toParsed(reading)) : fail(reading.fault);
}

function toParsed({ steps, text }: Reading): ParsedGlob {
  const end = steps.findIndex((step) => step.op !== "character");
  const prefix = steps
    .slice(0, end === -1 ? steps.length : end)
    .map((step) => (step.op === "character" ? String.fromCodePoint(step.code) : ""))
    .join("");
  if (end === -1) return { steps, prefix, form: "path" };
  const isFolder = text.endsWith("/**") && steps.length === end + FOLDER_STEPS;
  return { steps, prefix, form: isFolder ? "folder" : "pattern" };
}

function readPart(reading: Reading): void {
  const { text, at } = reading;
  const character = text[at];
  if (text[at + 1] === "(" && character !== undefined && "?*+@!".includes(character)) {
    reading.fault =
      'has an extended form such as "+(a|b)"; write "{a,b}", or "\\(" where the name has the bracket';
  } else if (text.startsWith("/**", at) && text[at - 1] !== "*" && isPartEnd(reading, at + 3))
    readBelow(reading);
  else if (character === "*") readStars(reading);
  else if (character === "?") {
    reading.steps.push({ op: "any" });
    advance(reading, 1);
  } else if (character === "[") readClass(reading);
  else if (character === "{") readBraces(reading);
  else readCharacter(reading);
}

/**
 * `a/**` matches `a` too: a submodule or a link stands among the paths under that name. `*\/**` does not, or it would
 * match every file at the root.
 */
function readBelow(reading: Reading): void {
  const fork = addFork(reading);
  reading.steps.push({ op: "character", code: SLASH });
  addLoop(reading, { op: "all" });
  fork.other = reading.steps.length;
  advance(reading, 3);
}

function readStars(reading: Reading): void {
  let end = reading.at;
  while (reading.text[end] === "*") end += 1;
  const isWhole = reading.isSegmentStart && end - reading.at === 2;
  const { text } = reading;
  if (isWhole && text[end] === "/") {
    const fork = addFork(reading);
    addLoop(reading, { op: "all" });
    reading.steps.push({ op: "character", code: SLASH });
    fork.other = reading.steps.length;
    reading.at = end + 1;
    return;
  }
  addLoop(reading, isWhole && isPartEnd(reading, end) ? { op: "all" } : { op: "any" });
  advance(reading, end - reading.at);
}

/**
 * `[a-z_]`, `[!0-9]`. What is no negation also matches itself, letter by letter: web frameworks name folders `[slug]`,
 * and whoever writes such a name means the folder.
 */
function readClass(reading: Reading): void {
  const match = /^\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]/su.exec(reading.text.slice(reading.at));
  const [whole, sign, inner] = match ?? [];
  if (whole === undefined || inner === undefined || inner === "") {
    reading.fault = 'has a "[" without its "]"; write "\\[" for the bracket itself';
    return;
  }
  const codes = [...inner.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain]) => ({
    code: (escaped ?? plain ?? "").codePointAt(0) ?? 0,
    isRangeSign: plain === "-",
  }));
  const ranges: CodeRange[] = [];
  for (let at = 0; at < codes.length; at += 1) {
    const first = codes[at]?.code ?? 0;
    const last = codes[at + 1]?.isRangeSign === true ? codes[at + 2]?.code : undefined;
    ranges.push([first, last ?? first]);
    if (last !== undefined) at += 2;
  }
  if (inner.includes("/")) reading.fault = 'has a "/" in "[...]", which no folder or file name holds';
  else if (inner.includes("[:")) reading.fault = 'has a named class such as "[:alpha:]"; write "a-z"';
  else if (ranges.some(([first, last]) => last < first))
    reading.fault = `has a range that runs backwards in ${whole}`;
  const itself = sign === "" ? addFork(reading) : undefined;
  reading.steps.push({ op: "class", ranges, isNegated: sign !== "" });
  if (itself !== undefined) {
    const end = addJump(reading);
    itself.other = reading.steps.length;
    for (const letter of whole) reading.steps.push({ op: "character", code: letter.codePointAt(0) ?? 0 });
    end.to = reading.steps.length;
  }
  advance(reading, whole.length);
}

/** `{src,test/unit}`; may stand in one another. */
function readBraces(reading: Reading): void {
  const wasSegmentStart = reading.isSegmentStart;
  const start = reading.at;
  const ends: JumpStep[] = [];
  reading.at += 1;
  reading.braces += 1;
  if (reading.braces > BRACES_DEPTH) reading.fault = `has "{...}" nested more than ${BRACES_DEPTH} deep`;
  let fork = addFork(reading);
  let alternativeStart = reading.steps.length;
  while (reading.fault === undefined && reading.text[reading.at] !== "}") {
    if (reading.at >= reading.text.length) {
      reading.fault = 'has a "{" without its "}"; write "\\{" for the brace itself';
    } else if (reading.text[reading.at] === ",") {
      ends.push(addJump(reading));
      fork.other = reading.steps.length;
      fork = addFork(reading);
      alternativeStart = reading.steps.length;
      reading.at += 1;
      reading.isSegmentStart = wasSegmentStart;
    } else readPart(reading);
  }
  if (reading.fault !== undefined) return;
  if (ends.length === 0) reading.fault = describeLoneBraces(reading.text.slice(start, reading.at));
  // After the last alternative there is no other way to go.
  fork.other = alternativeStart;
  for (const jump of ends) jump.to = reading.steps.length;
  reading.braces -= 1;
  advance(reading, 1);
}

function describeLoneBraces(text: string): string {
  return text.includes("..")
    ? 'has a range in "{...}"; write the alternatives out with commas'
    : 'has "{...}" without a comma; write "\\{" for the brace itself';
}

function readCharacter(reading: Reading): void {
  const { text, at } = reading;
  const isEscaped = text[at] === "\\" && at + 1 < text.length;
  const code = text.codePointAt(isEscaped ? at + 1 : at) ?? 0;
  reading.steps.push({ op: "character", code });
  advance(reading, (isEscaped ? 1 : 0) + String.fromCodePoint(code).length);
  reading.isSegmentStart = code === SLASH;
}

function advance(reading: Reading, length: number): void {
  reading.at += length;
  reading.isSegmentStart = false;
}

function isPartEnd({ text, braces }: Reading, at: number): boolean {
  return at === text.length || (braces > 0 && (text[at] === "," || text[at] === "}"));
}

/** The caller says where its other way goes, once it knows. */
function addFork(reading: Reading): ForkStep {
  const fork: ForkStep = { op: "fork", other: 0 };
  reading.steps.push(fork);
  return fork;
}

function addJump(reading: Reading): JumpStep {
  const jump: JumpStep = { op: "jump", to: 0 };
  reading.steps.push(jump);
  return jump;
}

function addLoop(reading: Reading, step: GlobStep): void {
  const start = reading.steps.length;
  const fork = addFork(reading);
  reading.steps.push(step);
  addJump(reading).to = start;
  fork.other = reading.steps.length;
}

/** A piece of the source (UTF-16 units) that was meant as one text and is none without quotes around it. */
export interface TextToQuote {
  readonly start: number;
  readonly end: number;
  /** The piece in quotes, as it has to stand there. */
  readonly quoted: string;
  /** Why it wants them, as the beginning of a sentence. */
  readonly why: string;
}

/** Longer lines are no text that somebody forgot the quotes of. */
const LONGEST = 500;
/** `name: `, `- `, `- - `; a key may stand in quotes */
const MARKERS = /^(?:(?:- +)*)(?:(?:[\p{L}\p{N}_][^:#\n]*|"[^"\n]*"|'[^'\n]*'):[ \t]+)?/u;

/**
 * Texts around a place where YAML can't be read, likeliest first: the entry of a list in brackets that stands there,
 * what follows a key or a hyphen, the key. Whoever asks tries whether quotes mend the file.
 */
export function listTextsToQuote(source: string, offset: number): readonly TextToQuote[] {
  const lineStart = source.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  // A directive, or a tab: quotes would not be the mend.
  if (/^(?:%| *\t)/.test(source.slice(lineStart, lineStart + LONGEST))) return [];
  const found = listInLine(source, lineStart, offset);
  // What was opened and never closed is told of where the file, or the block, ends.
  if (found.length > 0 || lineStart === 0 || source.slice(lineStart, offset).trim() !== "") return found;
  const before = source.slice(0, lineStart).trimEnd();
  const previous = before.lastIndexOf("\n") + 1;
  if (before.length - previous > LONGEST || before.endsWith(":")) return [];
  return listInLine(source, previous, before.length);
}

/** Where a quote is opened that its line does not close; undefined where there is none. */
export function findOpenQuote(source: string): number | undefined {
  return OPEN_QUOTE.exec(source)?.index;
}

/** `name: "x`, `- 'x`, `["x` */
const OPEN_QUOTE = /(?<=(?:^|[:,[{-][ \t])[ \t]*|[[{,])(["'])(?![^\n]*\1)/m;

/** The text that stands at a place, as it would have to be quoted. */
export function quoteTextAt(source: string, offset: number): string | undefined {
  const lineStart = source.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const line = source.slice(lineStart).split(/\r?\n/, 1)[0] ?? "";
  if (line.length > LONGEST) return undefined;
  const at = offset - lineStart;
  const before = line.slice(0, at);
  const isInFlow = (before.match(/[[{]/g) ?? []).length > (before.match(/[\]}]/g) ?? []).length;
  const [start, end] = isInFlow
    ? (findFlowEntry(line, at, at).at(-1) ?? [at, at])
    : [at, at + line.slice(at).replace(COMMENT, "").trimEnd().length];
  return end > start ? quote(line.slice(start, end)) : undefined;
}

const COMMENT = /[ \t]+#(?:[ \t].*)?$/;

function listInLine(source: string, lineStart: number, offset: number): readonly TextToQuote[] {
  const newLine = source.indexOf("\n", lineStart);
  const lineEnd = newLine === -1 ? source.length : newLine;
  if (lineEnd - lineStart > LONGEST) return [];
  const line = source.slice(lineStart, lineEnd).replace(/\r$/, "");
  const indent = line.search(/[^ ]/);
  if (indent === -1) return [];
  const at = Math.min(Math.max(offset - lineStart, indent), line.length);
  const valueStart = indent + (MARKERS.exec(line.slice(indent))?.[0].length ?? 0);
  const value = line.slice(valueStart);
  const isFlow = /[[{]/.test(value.charAt(0)) || at < valueStart;
  const entry = findFlowEntry(line, at, valueStart);
  const whole = [
    // A comment after the text is no part of it.
    [valueStart, valueStart + value.replace(COMMENT, "").trimEnd().length],
    [valueStart, line.trimEnd().length],
  ] as const;
  const key = /^(?:- +)*([^\s"'-][^:\n]*):(?:[ \t]|$)/u.exec(line.slice(indent));
  const keyStart = key === null ? 0 : indent + line.slice(indent).indexOf(key[1] ?? "");
  const keys = key === null ? [] : [[keyStart, keyStart + (key[1]?.length ?? 0)] as const];
  const values = isFlow && !value.startsWith("{{") ? [...entry, ...whole] : [...whole, ...entry];
  return [...(/^[\p{L}\p{N}_]/u.test(key?.[1] ?? "x") ? [] : keys), ...values, ...keys].flatMap(
    ([start, end]) => {
      const text = line.slice(start, end);
      const why = text === "" || isList(text) ? undefined : explain(text, isFlow);
      return why === undefined
        ? []
        : [{ start: lineStart + start, end: lineStart + end, quoted: quote(text), why }];
    },
  );
}

/** Closed, or never closed: its entries are wrong and not the whole. `[WIP] cart` and `{{ name }}` are meant as texts. */
function isList(text: string): boolean {
  if (!/^[[{]/.test(text) || text.startsWith("{{")) return false;
  return /[\]}]$/.test(text) || !/[\]}]/.test(text);
}

/** The entry of `[a, b[c], { d: e }]` at a place in the line, with and without the key before it. */
function findFlowEntry(
  line: string,
  at: number,
  from: number,
): readonly (readonly [start: number, end: number])[] {
  const start = findEntryStart(line, at, from);
  const end = start + line.slice(start, findEntryEnd(line, start)).trimEnd().length;
  const key = /^[\p{L}\p{N}_][^:]*:[ \t]+/u.exec(line.slice(start, end));
  const whole = [start, end] as const;
  return key === null ? [whole] : [[start + key[0].length, end], whole];
}

function findEntryStart(line: string, at: number, from: number): number {
  let start = at;
  for (let depth = 0; start > from; start -= 1) {
    const before = line.charAt(start - 1);
    if (/[\]}]/.test(before)) depth += 1;
    if (depth === 0 && /[,[{]/.test(before)) break;
    if (/[[{]/.test(before)) depth -= 1;
  }
  // {{ name }}, as templates write it
  if (start > from && line.slice(start - 1, start + 1) === "{{") start -= 1;
  while (/[ \t]/.test(line.charAt(start))) start += 1;
  return start;
}

function findEntryEnd(line: string, start: number): number {
  let depth = 0;
  for (let end = start; end < line.length; end += 1) {
    const character = line.charAt(end);
    if (/[[{]/.test(character)) depth += 1;
    if (/[\]}]/.test(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && character === ",")) return end;
  }
  return line.length;
}

/** In double quotes where nothing inside means something there, else in single ones. */
export function quote(text: string): string {
  const first = text.charAt(0);
  const isOpen = first === '"' || first === "'";
  const isClosed = isOpen && text.length > 1 && text.endsWith(first);
  // Closed, but by what stands inside; or open to the end of the file.
  const inner = isClosed ? text.slice(1, -1) : isOpen && !text.includes(first, 1) ? text.slice(1) : text;
  return /["\\]/.test(inner) ? `'${inner.replaceAll("'", "''")}'` : `"${inner}"`;
}

/** Undefined for a text that needs no quotes. */
function explain(text: string, isFlow: boolean): string | undefined {
  const first = text.charAt(0);
  if (/^(?:"(?:[^"\\]|\\["\\/bfnrt])*"|'(?:[^']|'')*')$/.test(text)) return undefined;
  if (/["']/.test(first)) return "The quotes around this text don't fit what is inside";
  if (/^[-?](?:\s|$)/.test(text)) return `A text can't begin with ${first} and a space without quotes`;
  if (/[%@`*&!|>[\]{},#:]/.test(first)) return `A text can't begin with ${first} without quotes`;
  if (/:(?:\s|$)/.test(text)) return "A text can't hold a colon before a space without quotes";
  const bracket = isFlow ? /[[\]{}]/.exec(text)?.[0] : undefined;
  return bracket === undefined ? undefined : `A text inside a list can't hold ${bracket} without quotes`;
}

import { fail, type Result, succeed } from "../model/result.ts";
import { findOpenQuote, listTextsToQuote, type TextToQuote } from "./find-text-to-quote.ts";
import { parseYaml, type YamlProblem } from "./parse-yaml.ts";
import type { ProblemCode } from "./problem-codes.ts";
import { type PlainDocument, toPlainValue } from "./to-plain-value.ts";

/** Texts that are told of, one after another: each is mended before the next one is looked for. */
const MOST_TOLD = 10;
/** Each try reads the file again. */
const MOST_TRIES = 24;
const SHORT_FILE = 16_384;
const TRIES_IN_LONG_FILES = 4;

const MENDABLE: ReadonlySet<ProblemCode> = new Set(["syntax", "tag", "bad-alias", "wrong-type"]);

/**
 * The value of a file, or its problems. Where quotes around a text would mend the file, the problem says so and shows
 * them; that is tried out, and what follows from the missing quotes is not told beside it.
 */
export function readYaml(text: string): Result<PlainDocument, readonly YamlProblem[]> {
  const whole = readPlain(text);
  if (whole.ok) return whole;
  const problems: YamlProblem[] = [];
  const mends: TextToQuote[] = [];
  let tries = text.length > SHORT_FILE ? TRIES_IN_LONG_FILES : MOST_TRIES;
  let mended = text;
  let left = whole.error;
  while (left.length > 0 && problems.length < MOST_TOLD) {
    const [first] = left;
    // What stands inside its own anchor is no forgotten text.
    if (first === undefined || !MENDABLE.has(first.code) || first.message.includes("its own anchor")) break;
    const found = findMend(mended, first, tries);
    tries = found.triesLeft;
    if (found.mend === undefined) break;
    problems.push({ ...describe(first, found.mend, text), offset: toOriginal(found.mend.start, mends) });
    mended = found.text;
    mends.push(found.mend);
    left = found.problems;
  }
  return fail([...problems, ...left.map((one) => ({ ...one, offset: toOriginal(one.offset, mends) }))]);
}

function readPlain(text: string): Result<PlainDocument, readonly YamlProblem[]> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const plain = toPlainValue(parsed.value);
  return plain.problems.length === 0 ? succeed(plain) : fail(plain.problems);
}

interface Found {
  readonly triesLeft: number;
  readonly mend?: TextToQuote;
  readonly text: string;
  /** What is left to tell once it is mended. */
  readonly problems: readonly YamlProblem[];
}

/** The first text that, in quotes, leaves nothing wrong before its end. */
function findMend(source: string, problem: YamlProblem, tries: number): Found {
  let triesLeft = tries;
  // Told of at the end of the file, though it begins where a quote was opened.
  const open = problem.message.includes("Missing closing") ? findOpenQuote(source) : undefined;
  for (const mend of listTextsToQuote(source, open ?? problem.offset)) {
    if (triesLeft === 0) break;
    triesLeft -= 1;
    const text = `${source.slice(0, mend.start)}${mend.quoted}${source.slice(mend.end)}`;
    const again = readPlain(text);
    const problems = again.ok ? [] : again.error;
    const [next] = problems;
    if (next === undefined || next.offset >= mend.start + mend.quoted.length) {
      return { triesLeft, mend, text, problems };
    }
  }
  return { triesLeft, text: source, problems: [] };
}

function describe(problem: YamlProblem, { quoted, why }: TextToQuote, text: string): YamlProblem {
  const advice = `put it in quotes, as ${cut(quoted)}`;
  // An alias or a tag may have been meant; of the other signs no other use would be left.
  const isMeant =
    problem.code === "tag" || (problem.code === "bad-alias" && /^[&*][\w-]+$/.test(bare(quoted)));
  return {
    ...problem,
    message: isMeant ? `${problem.message}; if it is a text, ${advice}` : `${why}: ${advice}`,
    offset: Math.min(problem.offset, text.length),
  };
}

function bare(quoted: string): string {
  return quoted.slice(1, -1);
}

/** Each mend before a place has moved it on. */
function toOriginal(offset: number, mends: readonly TextToQuote[]): number {
  let at = offset;
  for (const { start, end, quoted } of mends.toReversed()) {
    if (at > start) at = Math.max(start, at - (quoted.length - (end - start)));
  }
  return at;
}

function cut(text: string): string {
  const points = [...text.slice(0, 200)];
  return points.length > 80 ? `${points.slice(0, 79).join("")}…` : text;
}

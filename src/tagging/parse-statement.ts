import { findNearestWords } from "../catalog/find-nearest-words.ts";
import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { AnswerProblem, Claim, Effect, Statement } from "../model/answer.ts";
import { EFFECTS } from "../model/answer.ts";
import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { toBesideMetric, toMissingMetric, toTooManyMetrics, toUnknownKey } from "./answer-problems.ts";
import { type FoundMetric, findMetricAt } from "./metric-names.ts";
import { parseReference } from "./parse-reference.ts";
import {
  type FoundStance,
  findLaterException,
  isExcepted,
  isNegated,
  isTakenBack,
  parseStance,
} from "./parse-stance.ts";
import { toReason } from "./to-reason.ts";

export interface StatementReading {
  /** Undefined where nothing that counts is said. */
  readonly statement?: Statement;
  readonly problems: readonly AnswerProblem[];
  /** True where the first word is a metric, an effect word, `none`, `unsure` or `for #n`: an answer was meant. */
  readonly isMeant: boolean;
  /** True where the word that names a metric may as well begin a sentence: `Retention of log files is 30 days`. */
  readonly isSentence?: boolean;
  /** The effect that holds at the end, for a list whose items go on. */
  readonly effect: Effect;
}

/** Beyond this nobody states anything; it bounds what one line can cost. */
const LONGEST = 4_000;
const MOST_CLAIMS = 2;

/** Signs before the first word: `(none)`, `= refunds`, an emoji. */
const LEAD = /[^\p{L}\p{N}#]*/uy;
const FILLER = /[\s`"']*/uy;
const JOINT = /[\s`"']*(?:[,;/&+|·•・]|and(?![\p{L}\p{N}_-]))[\s`"']*/iuy;
const EFFECT = new RegExp(`(${EFFECTS.join("|")})(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])`, "iuy");
/** What ends a word that is no metric: a comma, `and`, a dash with space, a bracket, `because`. */
const WORD_END = /[,;:()`|]|\s(?:and|because|-+|[—=])(?=\s)|\.(?=\s|$)|$/iu;
/** Text of a template that nobody filled in: `<metric>`, `...`; letters say something, and are told. */
const SAYS_NOTHING = /^[^\p{L}\p{N}#]*$/u;
/** `none or unsure`, `none | unsure`: both are offered, neither is chosen. */
const BOTH = /(?:none|unsure)[\s`"']*(?:or|[/|,])[\s`"']*(?:none|unsure)[^\p{L}\p{N}]*$/iuy;
/** `refund-rate or retention`: what comes behind is offered as well. */
const EITHER = /[\s`"']*[,;/]?\s*(?:(?:and\s?\/\s?)?or|vs\.?|versus)[\s`"']+/iuy;
/** A word that goes on behind a metric as a sentence does: `Retention of log files`. */
const SENTENCE = /\s+(?!(?:because|as|since|and|by|through|via|due|thanks)(?![\p{L}\p{N}]))[\p{L}\p{N}]/uy;
/** How far behind `none, but` a metric is looked for. */
const LONGEST_EXCEPTION = 200;

/**
 * Reads what follows `Impact:` or `/impact`: plain text, whose line ends part sentences as a full stop does. Never
 * throws.
 */
export function parseStatement(
  text: string,
  vocabulary: Vocabulary,
  effect: Effect = "moves",
): StatementReading {
  const shown = dropInvisible(text.slice(0, 4 * LONGEST))
    .normalize("NFC")
    .replace(/\s+/gu, (space) => (/[\n\r]/u.test(space) ? "\n" : " "))
    .trim()
    .slice(0, LONGEST);
  const line = foldKeyboard(shown);
  if (SAYS_NOTHING.test(line)) {
    return { problems: [], isMeant: false, effect };
  }
  const reader: Reader = {
    line,
    shown: shown.replaceAll("\n", " "),
    vocabulary,
    at: 0,
    effect,
    isEffectSaid: false,
    isDenied: false,
    isSentence: false,
    claims: [],
    extra: [],
    problems: [],
  };
  skip(reader, FILLER);
  // A metric may be called `% of refunds`.
  if (findMetric(reader) === undefined) skip(reader, LEAD);
  return readStance(reader) ?? readReference(reader) ?? readClaims(reader);
}

/** A cursor over one line, and what it has found so far. */
interface Reader {
  /** With the signs of other keyboards as the plain ones; as long as `shown`. */
  readonly line: string;
  /** As it was typed. */
  readonly shown: string;
  readonly vocabulary: Vocabulary;
  at: number;
  effect: Effect;
  isEffectSaid: boolean;
  /** A metric was named and said not to be affected, or offered beside another one. */
  isDenied: boolean;
  isSentence: boolean;
  readonly claims: Claim[];
  /** Keys of metrics beyond the second. */
  readonly extra: string[];
  readonly problems: AnswerProblem[];
}

function readStance(reader: Reader): StatementReading | undefined {
  const found = parseStance(reader.line, reader.at);
  if (found === undefined || isMetricInstead(reader, found) || isOpen(reader, found)) {
    return undefined;
  }
  reader.at += found.length;
  const reason = toReason(reader.shown.slice(reader.at));
  return (
    readMetricsBeside(reader, found.kind) ?? {
      statement: { kind: found.kind, ...(reason && { reason }) },
      problems: [],
      isMeant: true,
      effect: reader.effect,
    }
  );
}

/** A metric may be called `No-shows`, or have the key `na`; `none` and `unsure` are kept from them. */
function isMetricInstead(reader: Reader, { length }: FoundStance): boolean {
  const metric = findMetric(reader)?.length ?? 0;
  const word = reader.line.slice(reader.at, reader.at + length).toLowerCase();
  return word === "none" || word === "unsure" ? metric > length : metric >= length;
}

/** `none or unsure` is a template's; "none, but it protects refund-rate" names what it says no to. */
function isOpen(reader: Reader, { length }: FoundStance): boolean {
  const end = reader.at + length;
  const exception = isExcepted(reader.line, end) ? end : findLaterException(reader.line, end);
  return (
    match(reader, BOTH) !== undefined ||
    isEither(reader, end) ||
    (exception !== undefined && namesMetric(reader, exception))
  );
}

/** Whether the metric or word that ends here is one of two between which nobody has chosen. */
function isEither({ line, vocabulary }: Reader, end: number): boolean {
  EITHER.lastIndex = end;
  const next = end + (EITHER.exec(line)?.[0].length ?? 0);
  if (next === end) return false;
  EFFECT.lastIndex = next;
  return (
    findMetricAt(line, next, vocabulary) !== undefined ||
    EFFECT.test(line) ||
    parseStance(line, next) !== undefined
  );
}

function namesMetric({ line, vocabulary }: Reader, from: number): boolean {
  const words = line.slice(from, from + LONGEST_EXCEPTION).matchAll(/(?<![\p{L}\p{M}\p{N}_-])[\p{L}\p{N}]/gu);
  for (const { index } of words) {
    if (findMetricAt(line, from + index, vocabulary) !== undefined) return true;
  }
  return false;
}

/**
 * The metrics that stand in one list with `none`, `unsure` or `for #812`: they are the more definite, and count.
 * "none, checkout is untouched" names a metric in its reason: only a bare list of metrics is one.
 */
function readMetricsBeside(reader: Reader, what: "none" | "unsure" | "for"): StatementReading | undefined {
  if (!skip(reader, JOINT) || (findMetric(reader) === undefined && match(reader, EFFECT) === undefined)) {
    return undefined;
  }
  const beside = readClaims(reader);
  return beside.statement?.kind === "tags" && beside.statement.reason === undefined
    ? { ...beside, problems: [...beside.problems, toBesideMetric(what, beside.statement.claims)] }
    : undefined;
}

function readReference(reader: Reader): StatementReading | undefined {
  const found = parseReference(reader.line.slice(reader.at));
  if (found === undefined) {
    return undefined;
  }
  reader.at += found.length;
  const reason = toReason(reader.shown.slice(reader.at));
  return (
    readMetricsBeside(reader, "for") ?? {
      statement: { kind: "for", target: found.target, ...(reason && { reason }) },
      problems: [],
      isMeant: true,
      effect: reader.effect,
    }
  );
}

function readClaims(reader: Reader): StatementReading {
  if (findMetric(reader) === undefined && isNegated(reader.line, reader.at)) return toDenied(reader);
  let isMeant = false;
  let isJoined = true;
  while (reader.at < reader.line.length) {
    if (takeEffect(reader)) {
      isMeant = true;
      isJoined = true;
    } else if (takeMetric(reader)) {
      isMeant = true;
      isJoined = false;
    } else if (skip(reader, JOINT)) {
      isJoined = true;
    } else if (!(isJoined && takeOther(reader))) {
      break;
    }
    skip(reader, FILLER);
  }
  // Under a heading an answer was meant here, too: it is told.
  if (reader.isDenied) return { ...toDenied(reader), isMeant };
  const reason = toReason(reader.shown.slice(reader.at));
  return {
    ...toStatement(reader, reason),
    isMeant,
    ...(reader.isSentence && { isSentence: true }),
    effect: reader.effect,
  };
}

/** A sentence about what is not so claims nothing, whatever metrics stand in it. */
function toDenied({ shown, vocabulary, effect }: Reader): StatementReading {
  return { problems: [toUnknownKey(shown, vocabulary)], isMeant: false, effect };
}

function toStatement(
  reader: Reader,
  reason: string | undefined,
): { readonly statement?: Statement; readonly problems: readonly AnswerProblem[] } {
  const { claims, extra, problems } = reader;
  if (claims.length === 0) {
    return { problems: problems.length > 0 ? problems : [toNothingNamed(reader)] };
  }
  const tooMany = extra.length > 0 ? [toTooManyMetrics(claims, extra)] : [];
  return {
    statement: { kind: "tags", claims, ...(reason && { reason }) },
    problems: [...problems, ...tooMany],
  };
}

function toNothingNamed({ shown, at, vocabulary, effect, isEffectSaid }: Reader): AnswerProblem {
  return isEffectSaid ? toMissingMetric(effect) : toUnknownKey(shown.slice(at).trim() || shown, vocabulary);
}

function takeEffect(reader: Reader): boolean {
  const word = match(reader, EFFECT);
  if (word === undefined || (findMetric(reader)?.length ?? 0) > word.length) {
    return false;
  }
  reader.effect = EFFECTS.find((effect) => effect === word.toLowerCase()) ?? reader.effect;
  reader.isEffectSaid = true;
  reader.at += word.length;
  return true;
}

function takeMetric(reader: Reader): boolean {
  const found = findMetric(reader);
  if (found === undefined) {
    return false;
  }
  const name = reader.line.slice(reader.at, reader.at + found.length);
  reader.at += found.length;
  reader.isDenied ||= isTakenBack(reader.line, reader.at) || isEither(reader, reader.at);
  reader.isSentence ||= !reader.isEffectSaid && !/[-_]/u.test(name) && match(reader, SENTENCE) !== undefined;
  const { key } = found.resolved.metric;
  if (reader.claims.some((claim) => claim.metric === key) || reader.extra.includes(key)) {
    return true;
  }
  if (reader.claims.length < MOST_CLAIMS) {
    reader.claims.push({ metric: key, effect: reader.effect });
  } else {
    reader.extra.push(key);
  }
  return true;
}

/** Takes a word that stands where a metric was expected and is none. False: the reason starts here. */
function takeOther(reader: Reader): boolean {
  const rest = reader.line.slice(reader.at);
  const length = rest.search(WORD_END);
  const word = reader.shown.slice(reader.at, reader.at + length).trim();
  if (word === "" || SAYS_NOTHING.test(word)) {
    return false;
  }
  if (reader.claims.length > 0) {
    const beside = findBeside(reader);
    if (beside !== undefined) {
      reader.problems.push(toBesideMetric(beside.what, reader.claims));
      reader.at += beside.length;
      return true;
    }
    if (!isMeantAsKey(rest.slice(0, length).trim(), reader.vocabulary)) {
      return false;
    }
  } else if (reader.problems.length > 0) {
    // One unknown word is told; what follows it is prose.
    return false;
  }
  reader.problems.push(toUnknownKey(word, reader.vocabulary));
  reader.at += length;
  return true;
}

/** `none`, `unsure` or `for #812` behind a metric. */
function findBeside({
  line,
  at,
}: Reader): { readonly what: "none" | "unsure" | "for"; readonly length: number } | undefined {
  const target = parseReference(line.slice(at));
  if (target !== undefined) return { what: "for", length: target.length };
  const stance = parseStance(line, at);
  if (stance === undefined) return undefined;
  const isAlone = /^\s*(?:[,;.!?)]|$|and\s)/iu.test(line.slice(at + stance.length));
  return isAlone ? { what: stance.kind, length: stance.length } : undefined;
}

/** `refnd-rate` was meant as a metric, `faster loads` as a reason. */
function isMeantAsKey(word: string, vocabulary: Vocabulary): boolean {
  const keys = vocabulary.metrics.map((metric) => metric.key);
  return !/\s/u.test(word) && (word.includes("-") || findNearestWords(word, keys, 1).length > 0);
}

function findMetric({ line, at, vocabulary }: Reader): FoundMetric | undefined {
  return findMetricAt(line, at, vocabulary);
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  return pattern.exec(reader.line)?.[0];
}

function skip(reader: Reader, pattern: RegExp): boolean {
  const skipped = match(reader, pattern);
  reader.at += skipped?.length ?? 0;
  return skipped !== undefined;
}

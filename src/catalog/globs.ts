import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { type GlobStep, type ParsedGlob, parseGlob } from "./parse-glob.ts";

export interface CompiledGlob {
  readonly glob: string;
  /** What every matching path begins with; for a folder the folder with its slash. */
  readonly literalPrefix: string;
  /** A folder such that every matching path is it or below it; "" is the root. */
  readonly folder: string;
  isMatch(path: string): boolean;
}

/**
 * Matching takes at most the length of the path times the length of the glob, whatever both are: all ways through the
 * glob are followed at once, so nothing is ever tried again. A regular expression would try again for each `*`, and
 * whoever opens a pull request chooses the paths. Throws on a glob that `describeGlobFault` refuses.
 */
function compileGlob(glob: string): CompiledGlob {
  const parsed = parseGlob(glob);
  if (!parsed.ok) throw new Error(`The glob ${JSON.stringify(glob)} ${parsed.error}`);
  const { prefix, form } = parsed.value;
  const literalPrefix = form === "folder" ? `${prefix}/` : prefix;
  const folder = form === "pattern" ? prefix.slice(0, Math.max(0, prefix.lastIndexOf("/"))) : prefix;
  return { glob, literalPrefix, folder, isMatch: compileMatch(parsed.value, literalPrefix) };
}

function compileMatch({ steps, prefix, form }: ParsedGlob, literalPrefix: string): (path: string) => boolean {
  if (form === "path") return (path) => path === prefix;
  if (form === "folder") return (path) => path.startsWith(literalPrefix) || path === prefix;
  const marks = new Uint32Array(steps.length + 1);
  return (path) => path.startsWith(prefix) && isAccepted(steps, marks.fill(0), path);
}

/** `marks` remembers for each step the round in which it was last entered, so that it is entered once a round. */
function isAccepted(steps: readonly GlobStep[], marks: Uint32Array, path: string): boolean {
  const rest = findRest(steps);
  let places = enter([0], steps, { marks, round: 1 });
  let round = 1;
  for (let at = 0; at < path.length && places.length > 0; ) {
    const code = path.codePointAt(at) ?? 0;
    at += code > 0xffff ? 2 : 1;
    round += 1;
    const next: number[] = [];
    for (const place of places) {
      const step = steps[place];
      if (step !== undefined && takes(step, code)) next.push(place + 1);
    }
    places = enter(next, steps, { marks, round });
    // In the `**` of `{a,b}/**` whatever is left matches.
    if (marks[rest] === round) return true;
  }
  return places.includes(steps.length);
}

/** The step of a `**` with which the glob ends; -1: it ends otherwise, and no step has that mark. */
function findRest(steps: readonly GlobStep[]): number {
  const at = steps.length - 2;
  return steps[at]?.op === "all" && steps[at + 1]?.op === "jump" ? at : -1;
}

/** The steps that take a character, and the end, which can be come to without one. */
function enter(
  from: readonly number[],
  steps: readonly GlobStep[],
  { marks, round }: { readonly marks: Uint32Array; readonly round: number },
): readonly number[] {
  const open = [...from];
  const entered: number[] = [];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (marks[place] === round) continue;
    marks[place] = round;
    const step = steps[place];
    if (step?.op === "fork") open.push(step.other, place + 1);
    else if (step?.op === "jump") open.push(step.to);
    else entered.push(place);
  }
  return entered;
}

const SLASH = 47;

function takes(step: GlobStep, code: number): boolean {
  switch (step.op) {
    case "character":
      return step.code === code;
    case "any":
      return code !== SLASH;
    case "all":
      return true;
    case "class":
      return (
        code !== SLASH &&
        step.ranges.some(([first, last]) => first <= code && code <= last) !== step.isNegated
      );
    case "fork":
    case "jump":
      return false;
  }
}

/** Forms that would be taken in silence and never match a path, with what to write instead. */
const FAULTS: readonly (readonly [form: RegExp, fault: string])[] = [
  [/^!/u, 'begins with "!"; globs only add, so name what belongs to it'],
  [/^\.?\//u, 'begins with "/" or "./"; paths begin at the repository\'s root without it'],
  [/\/$/u, 'ends with "/"; write "/**" for all that a folder holds'],
  [/\/\//u, 'has "//"'],
  [/(?:^|\/)\.\.?(?:\/|$)/u, 'has a "." or ".." segment'],
  [/\\(?:[\p{L}\p{N}_. ]|$)/u, 'has a "\\" before an ordinary character; folders are parted by "/"'],
];

/** Why a glob is refused, as words that follow on it; undefined where it is fine. */
export function describeGlobFault(glob: string): string | undefined {
  // Longer ones are refused for their length, and are not read at all.
  if (glob.length > 2 * CATALOG_LIMITS.globLength) return undefined;
  const found = FAULTS.find(([form]) => form.test(glob));
  if (found !== undefined) return found[1];
  const parsed = parseGlob(glob);
  return parsed.ok ? undefined : parsed.error;
}

/**
 * True for a path that one of the globs matches. Dot files match; extended forms are off. No globs: nothing matches.
 * Throws on a glob that `describeGlobFault` refuses.
 */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  const index = indexGlobs(globs);
  return (path) => index.findMatches(path).length > 0;
}

/** Paths whose result is remembered. History names the same paths again and again. */
const REMEMBERED_PATHS = 20_000;

interface GlobIndex {
  readonly globs: readonly CompiledGlob[];
  /** Positions in `globs` of those that match, ascending. Paths that the same globs match share one array. */
  findMatches(path: string): readonly number[];
}

/** Asks a path only of the globs that name one of the folders it is in, and remembers the last answers. */
export function indexGlobs(texts: readonly string[]): GlobIndex {
  const globs = texts.map(compileGlob);
  const byFolder = new Map<string, number[]>();
  for (const [position, { folder }] of globs.entries()) {
    const positions = byFolder.get(folder);
    if (positions === undefined) byFolder.set(folder, [position]);
    else positions.push(position);
  }
  const longestFolder = Math.max(0, ...[...byFolder.keys()].map((folder) => folder.length));
  const known = new Map<string, readonly number[]>();
  const find = (path: string): readonly number[] => {
    const matches: number[] = [];
    for (const folder of listFolders(path, longestFolder)) {
      for (const position of byFolder.get(folder) ?? []) {
        if (globs[position]?.isMatch(path) === true) matches.push(position);
      }
    }
    return intern(
      known,
      matches.sort((left, right) => left - right),
    );
  };
  return { globs, findMatches: rememberLast(find) };
}

/** Beyond this many different sets of globs each gets an array of its own. */
const MOST_KNOWN = 20_000;

function intern(known: Map<string, readonly number[]>, matches: readonly number[]): readonly number[] {
  const key = matches.join(" ");
  const first = known.get(key) ?? matches;
  if (first === matches && known.size < MOST_KNOWN) known.set(key, matches);
  return first;
}

/** `a/b/c` -> `""`, `a`, `a/b`, `a/b/c`; none that is longer than any folder of a glob. */
function listFolders(path: string, longest: number): readonly string[] {
  const folders = [""];
  for (let end = path.indexOf("/"); end !== -1 && end <= longest; end = path.indexOf("/", end + 1)) {
    if (end > 0) folders.push(path.slice(0, end));
  }
  if (path.length > 0 && path.length <= longest) folders.push(path);
  return folders;
}

/** Keeps up to twice the bound: when the younger half is full, the older half is let go. */
function rememberLast(find: (path: string) => readonly number[]): (path: string) => readonly number[] {
  let younger = new Map<string, readonly number[]>();
  let older = younger;
  return (path) => {
    const young = younger.get(path);
    if (young !== undefined) return young;
    const matches = older.get(path) ?? find(path);
    younger.set(path, matches);
    if (younger.size >= REMEMBERED_PATHS) {
      older = younger;
      younger = new Map();
    }
    return matches;
  };
}

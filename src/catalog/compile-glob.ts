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
export function compileGlob(glob: string): CompiledGlob {
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

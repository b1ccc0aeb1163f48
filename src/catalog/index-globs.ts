import { type CompiledGlob, compileGlob } from "./compile-glob.ts";

/** Paths whose result is remembered. History names the same paths again and again. */
const REMEMBERED_PATHS = 20_000;

export interface GlobIndex {
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

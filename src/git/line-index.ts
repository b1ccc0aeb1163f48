/**
 * What is kept of every commit of the line, newest first, until it is known which of them are wanted: about 60 bytes
 * each, because a history may have a million.
 */
export interface LineIndex {
  readonly count: number;
  shaAt(index: number): string;
  landedAtMs(index: number): number;
  /** The pull request that the first line of the message names; of commits that name the same, the oldest has it. */
  numberAt(index: number): number | undefined;
  /** Whether the message may hold an answer. */
  mayAnswer(index: number): boolean;
  /** The tip of the branch that a merge commit brought in. */
  branchTipAt(index: number): string | undefined;
  /** What the commit is compared with; undefined for one without a parent. */
  parentAt(index: number): string | undefined;
  /** Which of the pull requests of its commit it is, from 0: a merge queue lands several by one commit. */
  partAt(index: number): number;
  /** As it was added, but for a number that an older one has. */
  entryAt(index: number): LineEntry;
  /** Whether a commit of this full SHA is there. */
  has(sha: string): boolean;
  /**
   * The full SHA of the one commit of the line that begins with `prefix` (lower case, at least two digits); undefined
   * for none or several, and, without a search, for a SHA that is full already.
   */
  findSha(prefix: string): string | undefined;
}

export interface LineEntry {
  readonly sha: string;
  /** NaN where the commit has no date that can be read: it gets the date of the one before it on the line. */
  readonly landedAtMs: number;
  readonly number: number | undefined;
  readonly mayAnswer: boolean;
  readonly branchTip: string | undefined;
  /** SHA of the first parent; undefined without one. */
  readonly parent: string | undefined;
}

export interface LineIndexBuilder {
  /** Newest first. */
  add(entry: LineEntry): void;
  build(): LineIndex;
}

/** @param shaBytes 20, or 32 in a repository with SHA-256. */
export function createLineIndex(shaBytes: number): LineIndexBuilder {
  const columns: Columns = {
    shaBytes,
    shas: Buffer.alloc(shaBytes * 1024),
    times: [],
    numbers: [],
    answers: [],
    branchTips: new Map(),
    parents: new Map(),
  };
  let awaited: string | undefined;

  function awaitParent(sha: string): void {
    const last = columns.times.length - 1;
    if (last >= 0 && awaited !== sha)
      columns.parents.set(last, awaited === undefined ? undefined : Buffer.from(awaited, "hex"));
  }

  return {
    add(entry) {
      awaitParent(entry.sha);
      awaited = entry.parent;
      const { shas, times } = columns;
      const at = times.length * shaBytes;
      if (at === shas.length) columns.shas = Buffer.concat([shas, Buffer.alloc(shas.length)]);
      columns.shas.write(entry.sha, at, shaBytes, "hex");
      if (entry.branchTip !== undefined) {
        columns.branchTips.set(times.length, Buffer.from(entry.branchTip, "hex"));
      }
      times.push(entry.landedAtMs);
      columns.numbers.push(entry.number ?? 0);
      columns.answers.push(entry.mayAnswer);
    },
    build() {
      awaitParent("");
      fillTimes(columns.times);
      keepOldestOfEach(columns.numbers);
      return openColumns(columns);
    },
  };
}

interface Columns {
  readonly shaBytes: number;
  shas: Buffer;
  readonly times: number[];
  readonly numbers: number[];
  readonly answers: boolean[];
  readonly branchTips: Map<number, Buffer>;
  /** Mostly the parent is the next commit; where it is not, it stands here: nothing for a commit without one. */
  readonly parents: Map<number, Buffer | undefined>;
}

function openColumns(columns: Columns): LineIndex {
  const { shaBytes, shas, times, numbers, answers, branchTips, parents } = columns;
  let places: ((sha: string) => boolean) | undefined;

  const shaAt = (index: number): string => shas.toString("hex", index * shaBytes, (index + 1) * shaBytes);
  const landedAtMs = (index: number): number => times[index] ?? 0;
  const numberAt = (index: number): number | undefined => numbers[index] || undefined;
  const mayAnswer = (index: number): boolean => answers[index] ?? false;
  const branchTipAt = (index: number): string | undefined => branchTips.get(index)?.toString("hex");

  function parentAt(index: number): string | undefined {
    if (parents.has(index)) return parents.get(index)?.toString("hex");
    return index + 1 < times.length ? shaAt(index + 1) : undefined;
  }

  function partAt(index: number): number {
    const sha = shaAt(index);
    let part = 0;
    while (index + part + 1 < times.length && shaAt(index + part + 1) === sha) part++;
    return part;
  }

  return {
    count: times.length,
    shaAt,
    landedAtMs,
    numberAt,
    mayAnswer,
    branchTipAt,
    parentAt,
    partAt,
    entryAt: (index) => ({
      sha: shaAt(index),
      landedAtMs: landedAtMs(index),
      number: numberAt(index),
      mayAnswer: mayAnswer(index),
      branchTip: branchTipAt(index),
      parent: parentAt(index),
    }),
    has(sha) {
      places ??= indexPlaces(shas, times.length, shaBytes);
      return places(sha);
    },
    findSha: (prefix) => findSha(columns, prefix),
  };
}

function findSha({ shaBytes, shas, times }: Columns, prefix: string): string | undefined {
  if (prefix.length >= shaBytes * 2) return undefined;
  let found: string | undefined;
  // An odd digit at the end has no byte of its own, so the bytes before it only choose the candidates.
  const bytes = Buffer.from(prefix.slice(0, prefix.length & ~1), "hex");
  for (let index = 0; index < times.length; index++) {
    const at = index * shaBytes;
    if (shas[at] !== bytes[0] || bytes.compare(shas, at, at + bytes.length) !== 0) continue;
    const sha = shas.toString("hex", at, at + shaBytes);
    if (!sha.startsWith(prefix)) continue;
    // What landed by one commit stands there more than once.
    if (found !== undefined && found !== sha) return undefined;
    found = sha;
  }
  return found;
}

/** Stays NaN where no commit has a date. */
function fillTimes(times: number[]): void {
  for (let index = times.length - 2; index >= 0; index--) {
    if (Number.isNaN(times[index])) times[index] = times[index + 1] ?? Number.NaN;
  }
  for (let index = 1; index < times.length; index++) {
    if (Number.isNaN(times[index])) times[index] = times[index - 1] ?? Number.NaN;
  }
}

/** `(#12)` at the end of a title may be an issue that several commits speak of; an id stands for one change only. */
function keepOldestOfEach(numbers: number[]): void {
  const seen = new Set<number>();
  for (let index = numbers.length - 1; index >= 0; index--) {
    const number = numbers[index] ?? 0;
    if (seen.has(number)) numbers[index] = 0;
    else if (number !== 0) seen.add(number);
  }
}

/** A table of places by the first bytes of each SHA: 8 to 16 bytes a commit, where a set of texts takes 100. */
function indexPlaces(shas: Buffer, count: number, shaBytes: number): (sha: string) => boolean {
  const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
  const table = new Int32Array(size).fill(-1);
  for (let index = 0; index < count; index++) {
    let at = shas.readUInt32LE(index * shaBytes) & (size - 1);
    while (table[at] !== -1) at = (at + 1) & (size - 1);
    table[at] = index;
  }
  return (sha) => {
    const wanted = Buffer.from(sha, "hex");
    if (wanted.length !== shaBytes) return false;
    for (let at = wanted.readUInt32LE(0) & (size - 1); table[at] !== -1; at = (at + 1) & (size - 1)) {
      const start = (table[at] ?? 0) * shaBytes;
      if (wanted.compare(shas, start, start + shaBytes) === 0) return true;
    }
    return false;
  };
}

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
  /** The tip of the branch that a pull request's merge commit brought in. */
  branchTipAt(index: number): string | undefined;
  /**
   * The full SHA of the one commit of the line that begins with `prefix` (lower case, at least two digits); undefined
   * for none or several, and, without a search, for a SHA that is full already.
   */
  findSha(prefix: string): string | undefined;
}

export interface LineEntry {
  readonly sha: string;
  readonly landedAtMs: number;
  readonly number: number | undefined;
  readonly mayAnswer: boolean;
  readonly branchTip: string | undefined;
}

export interface LineIndexBuilder {
  /** Newest first. */
  add(entry: LineEntry): void;
  build(): LineIndex;
}

/** @param shaBytes 20, or 32 in a repository with SHA-256. */
export function createLineIndex(shaBytes: number): LineIndexBuilder {
  let shas = Buffer.alloc(shaBytes * 1024);
  const times: number[] = [];
  const numbers: number[] = [];
  const answers: boolean[] = [];
  const branchTips = new Map<number, Buffer>();

  function shaAt(index: number): string {
    return shas.toString("hex", index * shaBytes, (index + 1) * shaBytes);
  }

  function findSha(prefix: string): string | undefined {
    if (prefix.length >= shaBytes * 2) return undefined;
    let found: number | undefined;
    // An odd digit at the end has no byte of its own, so the bytes before it only choose the candidates.
    const bytes = Buffer.from(prefix.slice(0, prefix.length & ~1), "hex");
    for (let index = 0; index < times.length; index++) {
      const at = index * shaBytes;
      if (
        shas[at] !== bytes[0] ||
        bytes.compare(shas, at, at + bytes.length) !== 0 ||
        !shaAt(index).startsWith(prefix)
      )
        continue;
      if (found !== undefined) return undefined;
      found = index;
    }
    return found === undefined ? undefined : shaAt(found);
  }

  return {
    add(entry) {
      const at = times.length * shaBytes;
      if (at === shas.length) shas = Buffer.concat([shas, Buffer.alloc(shas.length)]);
      shas.write(entry.sha, at, shaBytes, "hex");
      if (entry.branchTip !== undefined) branchTips.set(times.length, Buffer.from(entry.branchTip, "hex"));
      times.push(entry.landedAtMs);
      numbers.push(entry.number ?? 0);
      answers.push(entry.mayAnswer);
    },
    build() {
      keepOldestOfEach(numbers);
      return {
        count: times.length,
        shaAt,
        landedAtMs: (index) => times[index] ?? 0,
        numberAt: (index) => numbers[index] || undefined,
        mayAnswer: (index) => answers[index] ?? false,
        branchTipAt: (index) => branchTips.get(index)?.toString("hex"),
        findSha,
      };
    },
  };
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

/** The pull request by GitHub's numeric ids, so that a rename changes nothing. */
export interface BlindSubject {
  readonly repositoryId: number;
  readonly number: number;
}

/**
 * True for the share of pull requests that get no suggestion. A stable hash decides, so that each look at the same
 * pull request comes to the same, and a larger share only adds to a smaller one.
 *
 * @param share 0 to 1 (`prompt.blind`).
 */
export function isBlind(subject: BlindSubject, share: number): boolean {
  return hash(`${subject.repositoryId}/${subject.number}`) / 2 ** 32 < share;
}

/** FNV-1a with the finalizer of MurmurHash3: numbers that follow one another land far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

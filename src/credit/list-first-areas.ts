import type { AssessedChange } from "../model/assessed-change.ts";

/** Stands for an author who is not known. */
const NOBODY = "ghost";

/**
 * Areas in which nothing of the author landed before the change, by today's areas. Where it is not known of every
 * earlier change in an area who made it, the area is left out: a first that is none would be worse than none.
 */
export function listFirstAreas(
  change: AssessedChange,
  others: readonly AssessedChange[],
  toAreas: (paths: readonly string[]) => readonly string[],
): readonly string[] {
  const author = change.author.toLowerCase();
  if (author === NOBODY) return [];
  const earlier = others.filter(
    (other) =>
      other.id !== change.id &&
      other.landedAtMs <= change.landedAtMs &&
      [author, NOBODY].includes(other.author.toLowerCase()),
  );
  const known = new Set(earlier.flatMap(({ paths }) => toAreas(paths)));
  return toAreas(change.paths).filter((area) => !known.has(area));
}

import type { AssessedChange } from "../model/change.ts";
import type { ChangeNotes, CreditedPerson, Learning, OptedOut } from "../model/credit.ts";
import { cutMentions } from "./to-words.ts";

/**
 * The notes without the people who opted out: not as author, co-author or whoever was credited, not behind a
 * learning, and not called by their login in the words of others.
 */
export function hideOptedOut(notes: ChangeNotes, optedOut: OptedOut): ChangeNotes {
  if (optedOut.ids.size === 0 && optedOut.logins.size === 0) return notes;
  const { firsts, ...rest } = notes;
  const isOut = (person: CreditedPerson): boolean => isOptedOut(person, optedOut);
  const isAuthorOut = notes.credits.some(({ kind, person }) => kind === "author" && isOut(person));
  return {
    ...rest,
    credits: notes.credits
      .filter(({ person }) => !isOut(person))
      .map((credit) =>
        credit.kind === "decision" ? { ...credit, words: cutMentions(credit.words, optedOut) } : credit,
      ),
    learnings: notes.learnings.map(({ text, by }): Learning => {
      const words = cutMentions(text, optedOut);
      return by === undefined || isOut(by) ? { text: words } : { text: words, by };
    }),
    ...(firsts === undefined || isAuthorOut ? {} : { firsts }),
  };
}

function isOptedOut({ id, name }: CreditedPerson, { ids, logins }: OptedOut): boolean {
  return (id !== undefined && ids.has(id)) || logins.has(name.toLowerCase());
}

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

import type { ChangeNotes, CreditedPerson, Learning, OptedOut } from "../model/credit.ts";
import { cutMentions } from "./cut-mentions.ts";

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

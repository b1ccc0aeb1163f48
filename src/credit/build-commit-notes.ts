import type { ChangeNotes, Credit, CreditedPerson } from "../model/credit.ts";
import { CREDIT_LIMITS } from "./credit-limits.ts";
import { parseCreditLines } from "./parse-credit-lines.ts";

/** A commit of a pull request, or the one that it landed as. */
export interface CreditCommit {
  readonly message: string;
  /** Its author, then its co-authors, as GitHub knows them. Machines are left out. */
  readonly author?: CreditedPerson;
  readonly coAuthors: readonly CreditedPerson[];
}

/** `Apply suggestion from @octocat`, `Apply suggestions from code review`: whose suggestion it was is its co-author. */
const SUGGESTION = /^apply (?:\d+ )?suggest(?:ion|ed change)/iu;

/**
 * What the commits of a change say of people. Their messages say nothing else here: a learning is a line of the
 * description, which more people read.
 */
export function buildCommitNotes(commits: readonly CreditCommit[]): ChangeNotes {
  const credits: Credit[] = [];
  const ideasFrom: ChangeNotes["ideasFrom"][number][] = [];
  for (const { message, author, coAuthors } of commits) {
    const isSuggestion = SUGGESTION.test(message);
    if (author !== undefined) credits.push({ kind: "co-author", person: author });
    for (const person of coAuthors) credits.push({ kind: isSuggestion ? "suggestion" : "co-author", person });
    const lines = parseCreditLines(message);
    // GitHub resolved the co-authors, which it tells apart better than their trailers do.
    credits.push(...lines.credits.filter(({ kind }) => kind !== "co-author"));
    ideasFrom.push(...lines.ideasFrom);
  }
  return { credits: dropSame(credits), learnings: [], ideasFrom: ideasFrom.slice(0, CREDIT_LIMITS.ideas) };
}

/** A hundred commits of one author are one credit, before they are kept. */
function dropSame(credits: readonly Credit[]): readonly Credit[] {
  return [
    ...new Map(
      credits.map((credit) => [`${credit.kind} ${credit.person.name.toLowerCase()}`, credit] as const),
    ).values(),
  ].slice(0, 2 * CREDIT_LIMITS.credits);
}

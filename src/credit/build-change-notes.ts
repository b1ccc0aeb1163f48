import type { ChangeNotes, Credit, CreditedPerson, Learning } from "../model/credit.ts";
import { parseCreditLines } from "./parse-credit-lines.ts";
import { isSamePerson } from "./person.ts";
import { CREDIT_LIMITS } from "./to-words.ts";

/** All that was said of one change. */
interface SaidOfChange {
  /** Absent for a machine, and where nobody is known. Of a clone: `parsePerson(change.author)`. */
  readonly author?: CreditedPerson | undefined;
  /** The description; of a clone the commit message below its subject. */
  readonly description: string;
  /** From its commits, where they were read. */
  readonly ofCommits?: Partial<ChangeNotes>;
  /** `/credit` and `/learned`, oldest first. */
  readonly commands?: Partial<Pick<ChangeNotes, "credits" | "learnings">>;
}

/**
 * Who helped with a change and what was learned, each once, in the order in which it was said: its author, the
 * description, its commits, comments. Nobody but a colleague's `/credit` praises the author. Never throws.
 */
export function buildChangeNotes(said: SaidOfChange): ChangeNotes {
  const { author, description, ofCommits = {}, commands = {} } = said;
  const lines = parseCreditLines(description);
  const credits: readonly Credit[] = [
    ...(author === undefined ? [] : [{ kind: "author" as const, person: author }]),
    ...lines.credits,
    ...(ofCommits.credits ?? []),
    ...(commands.credits ?? []),
  ];
  const learned = lines.learned.map((text): Learning => ({ text, ...(author && { by: author }) }));
  return {
    credits: dropRepeats(credits, author).slice(0, CREDIT_LIMITS.credits),
    learnings: dropSame(
      [...learned, ...(ofCommits.learnings ?? []), ...(commands.learnings ?? [])],
      ({ text }) => text.toLowerCase(),
    ).slice(0, CREDIT_LIMITS.learnings),
    ideasFrom: dropSame([...lines.ideasFrom, ...(ofCommits.ideasFrom ?? [])], ({ repository, number }) =>
      `${repository}#${number}`.toLowerCase(),
    ).slice(0, CREDIT_LIMITS.ideas),
  };
}

function dropRepeats(credits: readonly Credit[], author: CreditedPerson | undefined): readonly Credit[] {
  const kept: Credit[] = [];
  for (const credit of credits) {
    if (author !== undefined && kept.length > 0 && isOwnTrailer(credit, author)) continue;
    const at = kept.findIndex((one) => isRepeat(one, credit));
    if (at < 0) kept.push(credit);
    // A squashed commit lists reviewers whose suggestions were taken as co-authors: the suggestion says more.
    else if (kept[at]?.kind === "co-author" && credit.kind === "suggestion") kept[at] = credit;
    else if (kept[at] !== undefined) kept[at] = withId(kept[at], credit.person.id);
  }
  return kept;
}

function isOwnTrailer({ kind, person }: Credit, author: CreditedPerson): boolean {
  return kind !== "decision" && isSamePerson(person, author);
}

const WROTE: ReadonlySet<Credit["kind"]> = new Set(["author", "co-author", "suggestion"]);

function isRepeat(one: Credit, other: Credit): boolean {
  if (!isSamePerson(one.person, other.person)) return false;
  if (one.kind === "decision" && other.kind === "decision") return one.words === other.words;
  return one.kind === other.kind || (WROTE.has(one.kind) && WROTE.has(other.kind));
}

/** The second mention may tell the id that the first did not. */
function withId(credit: Credit, id: number | undefined): Credit {
  return id === undefined || credit.person.id !== undefined
    ? credit
    : { ...credit, person: { ...credit.person, id } };
}

function dropSame<Item>(items: readonly Item[], toKey: (item: Item) => string): readonly Item[] {
  return [...new Map(items.toReversed().map((item) => [toKey(item), item])).values()].toReversed();
}

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
  return {
    credits: dropSameCredits(credits),
    learnings: [],
    ideasFrom: ideasFrom.slice(0, CREDIT_LIMITS.ideas),
  };
}

/** A hundred commits of one author are one credit, before they are kept. */
function dropSameCredits(credits: readonly Credit[]): readonly Credit[] {
  return [
    ...new Map(
      credits.map((credit) => [`${credit.kind} ${credit.person.name.toLowerCase()}`, credit] as const),
    ).values(),
  ].slice(0, 2 * CREDIT_LIMITS.credits);
}

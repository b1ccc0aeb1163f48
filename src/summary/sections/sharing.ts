import { hideOptedOut } from "../../credit/hide-opted-out.ts";
import type { Reference } from "../../model/answer.ts";
import type { ChangeNotes } from "../../model/credit.ts";
import type { LandedRecord } from "../landed-record.ts";
import type { Fold, SummaryPage, SummarySection } from "../pages/summary-page.ts";
import type { Summary } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";

type Sharing = Summary["sharing"];

/** What is worth telling other teams, in the order in which it landed: of named repositories only. */
export function buildSharing(context: SummaryContext): Sharing {
  const { records, isNamed, frame } = context;
  const told = records
    .filter(isNamed)
    .toReversed()
    .flatMap((record) =>
      record.notes === undefined ? [] : [{ record, notes: hideOptedOut(record.notes, frame.optedOut) }],
    );
  return {
    credits: told.flatMap(({ record, notes }) => listCredits(record, notes)),
    learnings: told.flatMap(({ record, notes }) =>
      notes.learnings.map(({ text, by }) => ({
        id: record.id,
        text,
        by: by === undefined ? null : { name: by.name, login: by.isLogin },
        metrics: listMetrics(context, record),
      })),
    ),
    ideas: told.flatMap(({ record, notes }) =>
      notes.ideasFrom
        .filter((reference) => hasTravelled(record, reference))
        .map((reference) => ({
          id: record.id,
          title: record.title,
          from: toNamedReference(context, reference),
        })),
    ),
    firsts: frame.catalog.summary.firsts
      ? told.flatMap(({ record, notes }) => listFirsts(context, record, notes))
      : [],
  };
}

/** `Idea-from: acme/shop#3` in acme/shop itself leads nobody to another team. */
function hasTravelled({ source }: LandedRecord, { repository }: Reference): boolean {
  return repository?.toLowerCase() !== source.name.toLowerCase();
}

/** That somebody wrote the change themselves is no news; that others had a part in it is. */
function listCredits({ id, title }: LandedRecord, { credits }: ChangeNotes): Sharing["credits"] {
  if (credits.every(({ kind }) => kind === "author")) return [];
  return [
    {
      id,
      title,
      credits: credits.map((credit) => ({
        kind: credit.kind,
        name: credit.person.name,
        login: credit.person.isLogin,
        words: credit.kind === "decision" ? credit.words : null,
      })),
    },
  ];
}

function listMetrics({ readers }: SummaryContext, { source, claims }: LandedRecord): readonly string[] {
  return claims
    .filter(({ claimed }) => readers.isClaimShown(source, claimed))
    .map(({ claimed }) => claimed.key);
}

/** A repository in which nothing landed is named only where the frame knows who can read it. */
function toNamedReference(
  { sources, readers, frame }: SummaryContext,
  { repository, number }: Reference,
): string | null {
  if (repository === undefined) return null;
  const name = repository.toLowerCase();
  const source = sources.find((each) => each.name.toLowerCase() === name);
  if (source !== undefined) return readers.isNamed(source) ? `${source.name}#${number}` : null;
  const visibility = frame.findVisibility?.(name);
  const isNamed = visibility !== undefined && readers.isNamedElsewhere({ name: repository, visibility });
  return isNamed ? `${repository}#${number}` : null;
}

function listFirsts(
  { view }: SummaryContext,
  { id, title, source }: LandedRecord,
  notes: ChangeNotes,
): Sharing["firsts"] {
  const author = notes.credits.find(({ kind }) => kind === "author");
  if (author === undefined) return [];
  const { name, isLogin: login } = author.person;
  return (notes.firsts ?? []).flatMap((key) => {
    // A key without a name stands in no catalog any more, or in one that the public can't read.
    const area = source.areas.get(key) ?? (view.audience === "public" ? undefined : key);
    return area === undefined ? [] : [{ id, title, name, login, area }];
  });
}

type CreditedChange = Sharing["credits"][number];
type Credit = CreditedChange["credits"][number];

/** Learnings, ideas that travelled, what was well decided, firsts: in merge order, and nobody is counted. */
export function renderSharing(page: SummaryPage): SummarySection {
  const { learnings, ideas, firsts, credits } = page.summary.sharing;
  const told = [
    learnings.map((learning) => renderLearning(page, learning)),
    ideas.map((idea) => renderIdea(page, idea)),
    credits.flatMap((change) => listDecisions(page, change)),
    firsts.map((first) => renderFirst(page, first)),
  ];
  const together = credits.flatMap((change) => renderTogether(page, change));
  const shown = [...told, together].flatMap((ofKind) => ofKind.slice(0, page.detail.shared));
  return {
    heading: "Worth sharing",
    shown: [shown.length > 0 ? page.list(shown) : page.paragraph(renderNothing(page, together.length))],
    folds: [
      ...listFold("All that is worth sharing", told.flat(), shown),
      ...listFold("Who had a part in what, in the order in which it landed", together, shown),
    ],
  };
}

/** Nothing where all of it is shown already. */
function listFold(title: string, items: readonly string[], shown: readonly string[]): readonly Fold[] {
  const isShown = items.every((item) => shown.includes(item));
  return isShown ? [] : [{ title, blocks: [{ kind: "items", items }] }];
}

function renderNothing(page: SummaryPage, together: number): string {
  return together > 0
    ? "Who had a part in what stands below."
    : `Nothing was noted. A line ${page.literal("Learned: ...")} in a description, or a comment ${page.literal("/credit @login what was well decided")}, brings it here.`;
}

function renderLearning(page: SummaryPage, { id, text, by }: Sharing["learnings"][number]): string {
  const who = by === null ? "" : `, ${page.person(by)}`;
  return `Learned: ${page.words(text)} (${page.reference(id)}${who})`;
}

function renderIdea(page: SummaryPage, { id, title, from }: Sharing["ideas"][number]): string {
  const origin = from === null ? "a repository that is not named here" : page.reference(from);
  return `An idea travelled: ${page.words(title)} (${page.reference(id)}), from ${origin}`;
}

function listDecisions(page: SummaryPage, { id, title, credits }: CreditedChange): readonly string[] {
  return credits
    .filter(({ kind }) => kind === "decision")
    .map(
      ({ words, ...person }) =>
        `Well decided by ${page.person(person)}: ${page.words(words ?? "")} (${page.name(title)}, ${page.reference(id)})`,
    );
}

function renderFirst(page: SummaryPage, { id, area, title, ...person }: Sharing["firsts"][number]): string {
  return `First change in ${page.name(area)} by ${page.person(person)}: ${page.words(title)} (${page.reference(id)})`;
}

const PARTS: Readonly<Record<Exclude<Credit["kind"], "decision">, string>> = {
  author: "by",
  "co-author": "with",
  suggestion: "a suggestion by",
  idea: "an idea of",
  reported: "reported by",
  helped: "helped by",
};

/**
 * `Together: Express pay (acme/shop#12), by ann, with bob, an idea of carol`; nothing where somebody was thanked for a
 * decision alone, which has a line of its own.
 */
function renderTogether(page: SummaryPage, { id, title, credits }: CreditedChange): readonly string[] {
  const parts = credits.flatMap((credit) =>
    credit.kind === "decision" ? [] : [{ ...credit, part: PARTS[credit.kind] }],
  );
  if (parts.every(({ kind }) => kind === "author")) return [];
  const people = parts.map((credit) => `${credit.part} ${page.person(credit)}`);
  return [`Together: ${page.words(title)} (${page.reference(id)}), ${people.join(", ")}`];
}

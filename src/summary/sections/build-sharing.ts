import { hideOptedOut } from "../../credit/hide-opted-out.ts";
import type { Reference } from "../../model/answer.ts";
import type { ChangeNotes } from "../../model/credit.ts";
import type { LandedRecord } from "../landed-record.ts";
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

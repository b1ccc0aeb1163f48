import type { Summary } from "../summary.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { Fold, SummarySection } from "./summary-section.ts";

type Sharing = Summary["sharing"];
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

import type { Summary } from "../summary.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { SummarySection } from "./summary-section.ts";

type Sharing = Summary["sharing"];
type CreditedChange = Sharing["credits"][number];
type Credit = CreditedChange["credits"][number];

/** Learnings, ideas that travelled, what was well decided, firsts: in merge order, and nobody is counted. */
export function renderSharing(page: SummaryPage): SummarySection {
  const { learnings, ideas, firsts, credits } = page.summary.sharing;
  const lines = [
    learnings.map((learning) => renderLearning(page, learning)),
    ideas.map((idea) => renderIdea(page, idea)),
    credits.flatMap((change) => listDecisions(page, change)),
    firsts.map((first) => renderFirst(page, first)),
  ];
  const shown = lines.flatMap((ofKind) => ofKind.slice(0, page.detail.shared));
  const all = lines.flat();
  const nothing =
    all.length === 0 && credits.length === 0
      ? "Nothing was noted. A line `Learned: ...` in a description, or a comment `/credit @login what was well decided`, brings it here."
      : "What was noted stands below.";
  const listed = shown.length > 0 ? page.list(shown) : page.paragraph(renderNothing(page, nothing));
  const folded = all.length > shown.length ? all : [];
  return {
    heading: "Worth sharing",
    shown: [listed],
    folds: [
      ...(folded.length > 0
        ? [{ title: "All that is worth sharing", blocks: [{ kind: "items" as const, items: folded }] }]
        : []),
      ...(credits.length > 0
        ? [
            {
              title: "Who had a part in what, in the order in which it landed",
              blocks: [
                { kind: "items" as const, items: credits.map((change) => renderCredits(page, change)) },
              ],
            },
          ]
        : []),
    ],
  };
}

function renderNothing(page: SummaryPage, sentence: string): string {
  return sentence
    .split("`")
    .map((part, at) => (at % 2 === 1 ? page.literal(part) : part))
    .join("");
}

function renderLearning(page: SummaryPage, { id, text, by }: Sharing["learnings"][number]): string {
  const who = by === null ? "" : `, ${page.name(by)}`;
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
      ({ name, words }) =>
        `Well decided by ${page.name(name)}: ${page.words(words ?? "")} (${page.name(title)}, ${page.reference(id)})`,
    );
}

function renderFirst(page: SummaryPage, { id, name, area, title }: Sharing["firsts"][number]): string {
  return `First change in ${page.name(area)} by ${page.name(name)}: ${page.words(title)} (${page.reference(id)})`;
}

const PARTS: Readonly<Record<Credit["kind"], string>> = {
  author: "by",
  "co-author": "with",
  suggestion: "a suggestion by",
  idea: "an idea of",
  reported: "reported by",
  helped: "helped by",
  decision: "well decided by",
};

/** `Express pay (acme/shop#12): by ann, with bob, an idea of carol` */
function renderCredits(page: SummaryPage, { id, title, credits }: CreditedChange): string {
  const people = credits.map(({ kind, name }) => `${PARTS[kind]} ${page.name(name)}`);
  return `${page.words(title)} (${page.reference(id)}): ${people.join(", ")}`;
}

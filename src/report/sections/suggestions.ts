import type { ReportPage } from "../pages/report-page.ts";
import type { Report, ReportContext } from "../report.ts";
import type { ChangeProfile } from "../tally/change-columns.ts";
import { createIdList } from "../tally/columns.ts";

/** From so many blind answers on, the shares with and without a suggestion can be set side by side. */
const ENOUGH_BLIND = 30;
const MOST_SHOWN = 3;

type Suggestions = Report["suggestions"];

/**
 * How right the suggestions were, by the answers given after one was shown; and how people answered where it was
 * withheld. Silence counts for neither side.
 */
export function buildSuggestions({ tally, catalog }: ReportContext): Suggestions {
  const { changes } = tally;
  const shown = createIdList(changes.ids);
  const first = createIdList(changes.ids);
  const top3 = createIdList(changes.ids);
  const blind = createIdList(changes.ids);
  const blindAnswers = { asked: 0, tags: 0, none: 0, unsure: 0 };
  let offered = 0;
  const toLive = (key: string) => catalog.liveKeys.get(key) ?? key;
  for (let position = 0; position < changes.size; position += 1) {
    const profile = changes.profile(position);
    const { suggested, answer } = profile;
    if (!profile.asked || suggested === undefined) continue;
    if (suggested.blind) {
      blindAnswers.asked += 1;
      if (answer.kind !== "unanswered") {
        blindAnswers[answer.kind] += 1;
        blind.add(position);
      }
      continue;
    }
    const rank = findRank(profile, suggested.metrics.map(toLive), toLive);
    if (suggested.metrics.length > 0) offered += 1;
    if (suggested.metrics.length === 0 || answer.kind === "unanswered") continue;
    shown.add(position);
    if (rank === 0) first.add(position);
    if (rank >= 0 && rank < MOST_SHOWN) top3.add(position);
  }
  return {
    offered,
    shown: shown.size(),
    acceptedFirst: first.size(),
    acceptedTop3: top3.size(),
    shownIds: shown.toIds(),
    acceptedFirstIds: first.toIds(),
    acceptedTop3Ids: top3.toIds(),
    blind: { ...blindAnswers, ids: blind.toIds(), answered: blind.size(), needed: ENOUGH_BLIND },
  };
}

/** The place of the first suggestion that was claimed; -1 for none. */
function findRank(
  { answer }: ChangeProfile,
  suggested: readonly string[],
  toLive: (key: string) => string,
): number {
  if (answer.kind !== "tags") return -1;
  const claimed = new Set(answer.tags.map((tag) => toLive(tag.metric)));
  return suggested.findIndex((metric) => claimed.has(metric));
}

/** How right the suggestions were; nothing where none was shown or withheld. */
export function renderSuggestions(page: ReportPage): readonly string[] {
  const { suggestions } = page.report;
  const { blind } = suggestions;
  const parts = [
    suggestions.offered > 0
      ? `A suggestion was shown on ${suggestions.offered} asked changes, and ${suggestions.shown} of these are answered (${page.share(suggestions.shown, suggestions.offered)}). ` +
        `Of the answers, ${suggestions.acceptedFirst} (${page.share(suggestions.acceptedFirst, suggestions.shown)}) claim the first suggestion and ${suggestions.acceptedTop3} (${page.share(suggestions.acceptedTop3, suggestions.shown)}) one of three.`
      : "",
    blind.asked > 0 ? renderBlind(page) : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) return [];
  return [
    page.paragraph(parts.join(" ")),
    page.evidence([
      { label: "answered after a suggestion", ids: suggestions.shownIds },
      { label: "claim the first suggestion", ids: suggestions.acceptedFirstIds },
      { label: "claim one of three", ids: suggestions.acceptedTop3Ids },
      { label: "answered without one, to compare", ids: blind.ids },
    ]),
  ];
}

function renderBlind(page: ReportPage): string {
  const { blind } = page.report.suggestions;
  const withheld = `On ${blind.asked} more they were withheld to measure what they do`;
  if (blind.answered < blind.needed) {
    return `${withheld}; ${blind.answered} of these are answered, and from ${blind.needed} on the two are compared.`;
  }
  return `${withheld}: ${blind.answered} are answered (${page.share(blind.answered, blind.asked)}), ${blind.tags} with a metric (${page.share(blind.tags, blind.answered)} of the answers), ${blind.none} none, ${blind.unsure} unsure.`;
}

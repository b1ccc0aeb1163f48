import type { Report } from "../report.ts";
import type { ReportContext } from "../report-context.ts";
import type { ChangeProfile } from "../tally/change-columns.ts";
import { createIdList } from "../tally/id-list.ts";

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

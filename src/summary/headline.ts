import { renderIntentSentence } from "../report/render-intent-sentence.ts";
import { cutText } from "../text/cut-text.ts";
import { showHidden } from "../text/show-code.ts";
import type { Summary, SummaryPartner } from "./summary.ts";

const LONGEST_NAME = 60;

/**
 * The summary in one line for a channel, as plain text that calls nobody and marks nothing up in Slack, Teams or
 * elsewhere. What it names is what the audience of the summary may read.
 */
export function renderHeadline({ organisation, week, headline }: Summary): string {
  return toChannelText(`${cutText(organisation, LONGEST_NAME)}, ${week}: ${headline}`);
}

/** `Sales, 2026-W47: Checkout conversion is claimed by 4 changes, Deal velocity by none.` */
export function renderPartnerHeadline({ week }: Summary, { partner, metrics }: SummaryPartner): string {
  const claims = metrics.map(
    ({ name, changes }) =>
      `${cutText(name, LONGEST_NAME)}: ${changes === 0 ? "no change claims" : changes === 1 ? "1 change claims" : `${changes} changes claim`} it`,
  );
  return toChannelText(`${cutText(partner, LONGEST_NAME)}, ${week}. ${claims.join("; ")}.`);
}

/** Intent against actual in the words of the report. @param mark What is done with the name of a metric. */
export function renderHeadlineSentence(
  summary: Pick<Summary, "coverage" | "intent" | "metrics" | "thresholds">,
  mark: (name: string) => string,
): string {
  const { coverage, intent, metrics, thresholds } = summary;
  const names = new Map(metrics.map(({ metric, name }) => [metric, name]));
  const { fewChanges } = thresholds;
  return renderIntentSentence(
    {
      span: "week",
      changes: coverage.changes,
      coverage: { ...coverage, exempt: coverage.exempt.changes },
      notSaid: coverage.notSaid,
      stage: coverage.answered < fewChanges ? "first-answers" : "full",
      thresholds: { fewChanges, fewAnswers: fewChanges },
      intent: {
        most: intent.most,
        told: intent.told,
        focus: intent.focus.map(({ metric, name, claims }) => ({ metric, name, changes: claims.changes })),
      },
      toMetricName: (key) => names.get(key) ?? key,
    },
    mark,
  );
}

const LONGEST = 500;

/** Look-alikes stand for what is markup: an escape of one chat is shown as it stands by the next. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "<": "‹",
  ">": "›",
  "&": "+",
  "*": "∗",
  _: "ˍ",
  "~": "∼",
  "`": "ʹ",
  "[": "(",
  "]": ")",
};

/** Text of people for a channel: plain, on one line, at most 500 characters; calls nobody and marks nothing up. */
export function toChannelText(text: string): string {
  const line = showHidden(text).replace(/\s+/gu, " ").trim();
  return cutText(line, LONGEST)
    .replace(/[<>&*_~`[\]]/gu, (character) => LOOK_ALIKES[character] ?? character)
    .replace(/[@#](?=\S)|:(?=\/\/|[\w+-]+:)|www(?=\.)/giu, "$&\u200B");
}

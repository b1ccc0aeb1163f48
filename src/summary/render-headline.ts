import { cutText } from "../text/cut-text.ts";
import type { Summary, SummaryPartner } from "./summary.ts";
import { toChannelText } from "./to-channel-text.ts";

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

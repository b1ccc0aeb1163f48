import { showTeam } from "../../summary/pages/show-team.ts";
import { renderHeadline, renderPartnerHeadline } from "../../summary/render-headline.ts";
import type { Summary, SummaryPartner } from "../../summary/summary.ts";
import { toChannelText } from "../../summary/to-channel-text.ts";
import type { ChannelMessage } from "../ports/summary-channels.ts";

/** A channel is glanced at: the whole brief stands in the issue. */
const MOST_CLAIMS = 8;

/** To move a number is what most changes are for, and goes without saying. */
const DOES: Readonly<Record<SummaryPartner["metrics"][number]["claims"][number]["effect"], string>> = {
  moves: "",
  protects: ", to protect it",
  enables: ", to enable it",
};

/** What a channel is told: the headline, or the brief of its partner. Made from a summary for that channel's readers. */
export function toChannelMessage(
  summary: Summary,
  partner: string | undefined,
): Omit<ChannelMessage, "link"> {
  if (partner === undefined) return { title: renderHeadline(summary), lines: [] };
  const brief = summary.partners.find((one) => one.partner.toLowerCase() === partner.toLowerCase());
  if (brief === undefined) {
    // The partner's name may stand in a catalog that these readers can't read.
    const { organisation, week } = summary;
    return {
      title: toChannelText(`${organisation}, ${week}: nothing to tell this partner here.`),
      lines: [],
    };
  }
  return { title: renderPartnerHeadline(summary, brief), lines: listLines(brief) };
}

function listLines({ metrics }: SummaryPartner): readonly string[] {
  return metrics.flatMap(({ name, team, changes, claims }) => {
    if (changes === 0) return [];
    const shown = claims.slice(0, MOST_CLAIMS);
    const left = changes - shown.length;
    return [
      toChannelText(`${name}${team === null ? "" : `, to ask: ${showTeam(team)}`}:`),
      ...shown.map(({ title, id, effect }) => `- ${toChannelText(`${title} (${id})${DOES[effect]}`)}`),
      ...(left > 0 ? [`- and ${left} more`] : []),
    ];
  });
}

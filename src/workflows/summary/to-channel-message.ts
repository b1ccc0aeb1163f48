import type { Summary, SummaryPartner } from "../../summary/summary.ts";
import type { ChannelMessage } from "../ports/summary-channels.ts";

/** A channel is glanced at: the whole brief stands in the issue. */
const MOST_CLAIMS = 8;

/** What a channel is told: the headline, or the brief of its partner. Made from a summary for that channel's readers. */
export function toChannelMessage(
  summary: Summary,
  partner: string | undefined,
): Omit<ChannelMessage, "link"> {
  const { organisation, week, headline, partners } = summary;
  if (partner === undefined) return { title: `${organisation}, week ${week}`, lines: [headline] };
  const brief = partners.find((one) => one.partner.toLowerCase() === partner.toLowerCase());
  const title = `${brief?.partner ?? partner}: what claims to touch your numbers, ${organisation}, week ${week}`;
  return { title, lines: brief === undefined ? ["No metric names you as its partner."] : listLines(brief) };
}

function listLines({ metrics }: SummaryPartner): readonly string[] {
  return metrics.flatMap(({ name, team, changes, claims }) => {
    const head = changes === 1 ? `${name}: 1 change claims it` : `${name}: ${changes} changes claim it`;
    const shown = claims.slice(0, MOST_CLAIMS);
    const left = changes - shown.length;
    return [
      `${head}${team === null ? "" : `; ask ${team}`}.`,
      ...shown.map(({ title, id }) => `- ${title} (${id})`),
      ...(left > 0 ? [`- and ${left} more`] : []),
    ];
  });
}

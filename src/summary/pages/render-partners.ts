import { countChanges, listNames } from "../../report/pages/report-page.ts";
import { renderBrief } from "../brief.ts";
import type { SummaryPartner } from "../summary.ts";
import type { SummaryPage, SummarySection } from "./summary-page.ts";
import { showTeam } from "./summary-page.ts";

const MOST_METRICS = 3;

export function renderPartners(page: SummaryPage): readonly SummarySection[] {
  const { partners } = page.summary;
  if (partners.length === 0) return [];
  const shown = partners.slice(0, page.detail.partners).map((partner) => renderPartner(page, partner));
  const more = partners.length - shown.length;
  const items = more > 0 ? [...shown, `${shown.length === 0 ? more : `${more} more`} below`] : shown;
  return [
    {
      heading: "For those who live by a number",
      shown: [page.list(items)],
      folds: partners.map((partner) => ({
        title: `Brief for ${page.name(partner.partner)}`,
        blocks: renderBrief(page, partner),
      })),
    },
  ];
}

/** `Sales: Checkout conversion is claimed by 4 changes, Deal velocity by none; to ask: growth team` */
function renderPartner(page: SummaryPage, { partner, metrics, seen }: SummaryPartner): string {
  const shown = metrics.slice(0, MOST_METRICS);
  const counts = shown.map(({ name, changes }, at) => {
    const by = changes === 0 ? "none" : at === 0 ? countChanges(changes) : changes;
    return `${page.name(name)} ${at === 0 ? "is claimed " : ""}by ${by}`;
  });
  const more = metrics.length - shown.length;
  const teams = [...new Set(shown.flatMap(({ team }) => team ?? []))];
  return [
    `${page.strong(page.name(partner))}: ${listNames(more > 0 ? [...counts, `${more} more below`] : counts)}`,
    teams.length === 0 ? "" : `to ask: ${listNames(teams.map((team) => page.name(showTeam(team))))}`,
    renderSeenCounts(seen),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** Of all answers to earlier briefs together; which they are about stands in the brief. */
function renderSeenCounts(seen: SummaryPartner["seen"]): string {
  if (seen.length === 0) return "";
  const sum = (verdict: "yes" | "no" | "unclear"): number =>
    seen.reduce((all, each) => all + each[verdict], 0);
  return `answered to earlier briefs: ${sum("yes")} seen, ${sum("no")} not seen, ${sum("unclear")} unclear`;
}

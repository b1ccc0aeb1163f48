import { showTeam } from "./show-team.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { Fold } from "./summary-section.ts";

/** Every number of the page with the changes that it counts. */
export function renderEvidence(page: SummaryPage): Fold {
  const { coverage, metrics } = page.summary;
  const claimed = metrics.filter(({ claims }) => claims.changes > 0);
  const rows = [
    ...claimed.map(({ name, claims, byEffect, team }) => ({
      label: `${page.strong(page.name(name))}, ${claims.changes}: ${byEffect.moves} to move it, ${byEffect.protects} to protect it, ${byEffect.enables} to enable it${team === null ? "" : `; to ask: ${page.name(showTeam(team))}`}`,
      behind: claims,
    })),
    { label: `Not said, ${coverage.notSaid.changes}`, behind: coverage.notSaid },
    { label: `Answered with no metric, ${coverage.none.changes}`, behind: coverage.none },
    { label: `Answered not sure, ${coverage.unsure.changes}`, behind: coverage.unsure },
    { label: `Exempt, ${coverage.exempt.changes}`, behind: coverage.exempt },
    { label: `Landed before Throughline asked, ${coverage.notAsked.changes}`, behind: coverage.notAsked },
  ];
  const items = rows
    .filter(({ behind }) => behind.changes > 0)
    .map(({ label, behind }) => `${label}: ${page.references(behind)}`);
  return { title: "The changes behind these numbers", blocks: [{ kind: "items", items }] };
}

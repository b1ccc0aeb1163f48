import { countChanges } from "../../report/pages/report-page.ts";
import { showShare } from "../../report/show-share.ts";
import { renderEvidence } from "./render-evidence.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { SummarySection } from "./summary-section.ts";

export function renderCoverage(page: SummaryPage): SummarySection {
  const { coverage, unnamed, thresholds, repositories } = page.summary;
  const { changes, eligible, asked, answered, notAsked } = coverage;
  const hidden = unnamed.repositories;
  const sentences = [
    `${countChanges(changes)} landed in ${countRepositories(coverage.repositories)}: ${eligible} eligible, ${asked} asked, ${answered} answered (${showShare(answered, asked, thresholds.fewChanges)}).`,
    notAsked.changes > 0 ? `${notAsked.changes} landed before Throughline asked.` : "",
    hidden > 0
      ? `${countRepositories(hidden)} with ${countChanges(unnamed.changes)} ${hidden === 1 ? "is" : "are"} counted in every number and not named, for not everybody who reads this may read ${hidden === 1 ? "it" : "them"}.`
      : "",
  ];
  const items = repositories.map(
    (row) =>
      `${page.name(row.repository)}: ${countChanges(row.changes)}, ${row.asked} asked, ${row.answered} answered`,
  );
  return {
    heading: "Coverage",
    shown: [page.paragraph(sentences.filter((sentence) => sentence !== "").join(" "))],
    folds: [
      renderEvidence(page),
      ...(items.length === 0
        ? []
        : [{ title: `Repositories (${items.length})`, blocks: [{ kind: "items" as const, items }] }]),
    ],
  };
}

function countRepositories(count: number): string {
  return count === 1 ? "1 repository" : `${count} repositories`;
}

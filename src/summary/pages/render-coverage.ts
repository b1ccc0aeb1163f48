import { countChanges } from "../../report/pages/report-page.ts";
import { showShare } from "../../report/show-share.ts";
import type { Summary } from "../summary.ts";
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
    renderSilence(page),
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

/** Where to ask first. Of few changes one answer more would turn it over. */
function renderSilence({ summary, name, detail }: SummaryPage): string {
  const { fewChanges } = summary.thresholds;
  const silent = ({ asked, answered }: Summary["repositories"][number]): number => asked - answered;
  const [most] = summary.repositories
    .filter((row) => silent(row) >= fewChanges)
    .toSorted((one, other) => silent(other) - silent(one));
  if (most === undefined || detail.name === 0) return "";
  const among = summary.unnamed.repositories > 0 ? " of the repositories named here" : "";
  return `Where most was not said${among}: ${name(most.repository)}, ${silent(most)} of ${most.asked}.`;
}

function countRepositories(count: number): string {
  return count === 1 ? "1 repository" : `${count} repositories`;
}

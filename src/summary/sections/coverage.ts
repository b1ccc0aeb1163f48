import { showShare } from "../../report/figures.ts";
import { countChanges } from "../../report/pages/report-page.ts";
import type { LandedRecord, Standing } from "../landed-record.ts";
import type { Fold, SummaryPage, SummarySection } from "../pages/summary-page.ts";
import type { Summary } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";
import { renderEvidence } from "./claims.ts";
import { FEWEST_WEEKS } from "./shifts.ts";

export function buildCoverage({ records, back }: SummaryContext): Summary["coverage"] {
  const backAll = (standing: Standing) => back(records.filter((record) => record.standing === standing));
  return {
    repositories: new Set(records.map(({ source }) => source)).size,
    ...countStandings(records),
    tags: backAll("tags"),
    none: backAll("none"),
    unsure: backAll("unsure"),
    notSaid: backAll("not-said"),
    notAsked: backAll("not-asked"),
    exempt: backAll("exempt"),
  };
}

export function buildUnnamed({ records, isNamed }: SummaryContext): Summary["unnamed"] {
  const unnamed = records.filter((record) => !isNamed(record));
  const { changes, asked, answered } = countStandings(unnamed);
  return { repositories: new Set(unnamed.map(({ source }) => source)).size, changes, asked, answered };
}

export function buildRepositories({ sources, records, readers }: SummaryContext): Summary["repositories"] {
  const bySource = Map.groupBy(records, ({ source }) => source);
  return sources.flatMap((source) => {
    const own = bySource.get(source);
    if (own === undefined || !readers.isNamed(source)) return [];
    const { changes, asked, answered } = countStandings(own);
    return [{ repository: source.name, address: source.address ?? null, changes, asked, answered }];
  });
}

/** Each count is a sum of standings, so that no change is in two of them. */
function countStandings(
  records: readonly LandedRecord[],
): Pick<Summary["coverage"], "changes" | "eligible" | "asked" | "answered"> {
  const count = (...standings: readonly Standing[]): number =>
    records.filter(({ standing }) => standings.includes(standing)).length;
  const answered = count("tags", "none", "unsure");
  const asked = answered + count("not-said");
  return { changes: records.length, eligible: asked + count("not-asked"), asked, answered };
}

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

/** How the page came about: what counts, what does not, and who is not shown. */
export function renderOrigin({ source, thresholds }: Summary): Fold {
  const { fewChanges } = thresholds;
  return {
    title: "How this was made",
    blocks: [
      {
        kind: "items",
        items: [
          source === "git"
            ? "Counted from the commits on the default branch of local clones, by the lines that people wrote in commit messages."
            : "Counted from merged pull requests, by what people said there: a line, a checklist, a command, a button or a label.",
          "Declared: somebody wrote it. Accepted: somebody agreed to a suggestion. Inherited: it came with the issue or change that it was made for. Silence is no claim, and no guess is counted.",
          "A change that claims two metrics counts once under each. A claim says what a change is for, not what it brought about.",
          `A shift compares the week with the median of the four weeks before. It is told of at least ${fewChanges} claims, and where something was asked in ${FEWEST_WEEKS} of the four weeks; shares of fewer than ${fewChanges} changes are not given.`,
          "What not everybody who reads this may read is counted and not named. Nobody is counted, compared or ranked; names stand beside what they are thanked for, in the order in which it landed.",
          "The same changes, answers and catalogs give the same page.",
        ],
      },
    ],
  };
}

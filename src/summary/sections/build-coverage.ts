import type { LandedRecord, Standing } from "../landed-record.ts";
import type { Summary } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";

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

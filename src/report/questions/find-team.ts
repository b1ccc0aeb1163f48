import type { ReportContext } from "../report-context.ts";

/** Who could answer for a metric: its owner, and who outside engineering lives by the number. Never a person. */
export function findTeamOfMetric(context: ReportContext, key: string): string {
  const metric = context.catalog.metrics.find((candidate) => candidate.key === key);
  const teams = [metric?.owner, metric?.partner].filter((team) => team !== undefined);
  return teams.length > 0 ? teams.join(" with ") : `whoever looks after ${context.toMetricName(key)}`;
}

/** Who could answer for an area: the owner of the first of its metrics that has one. */
export function findTeamOfArea(context: ReportContext, key: string): string {
  const area = context.catalog.areas.find((candidate) => candidate.key === key);
  const owned = area?.metrics.find((metric) =>
    context.catalog.metrics.some((candidate) => candidate.key === metric && candidate.owner !== undefined),
  );
  return owned === undefined
    ? `the team that works in ${context.toAreaName(key)}`
    : findTeamOfMetric(context, owned);
}

import { NO_AREA, type ReportArea } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** A row per area in the order of the catalog, then `(no area)` where a change touches it or a claim stands there. */
export function buildAreas(context: ReportContext): readonly ReportArea[] {
  const { tally, catalog } = context;
  const keys = catalog.areas.map((area) => area.key);
  if (tally.areas.has(NO_AREA) || tally.links.has(NO_AREA)) {
    keys.push(NO_AREA);
  }
  return keys.map((key) => {
    const area = tally.areas.get(key);
    return {
      area: key,
      name: context.toAreaName(key),
      changes: area?.ids.length ?? 0,
      eligible: area?.eligible ?? 0,
      asked: area?.asked ?? 0,
      answered: area?.answeredIds.length ?? 0,
      ids: area?.ids ?? [],
      answeredIds: area?.answeredIds ?? [],
      notSaidIds: area?.notSaidIds ?? [],
    };
  });
}

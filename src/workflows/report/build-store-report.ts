import { createReportBuilder } from "../../report/create-report-builder.ts";
import type { Report } from "../../report/report.ts";
import { toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { StoreMaterial } from "./gather-store-material.ts";

/**
 * The report of what the store knows, of a window of any size: each change is read, counted and let go. Who can read
 * the repository can read the report, and nobody else.
 */
export async function buildStoreReport(
  material: StoreMaterial,
  source: "store" | "backfill" = "store",
): Promise<Report> {
  const { repository, catalog, window, readings, decisions } = material;
  const builder = createReportBuilder({
    catalog,
    window,
    source,
    repository: `${repository.owner}/${repository.name}`,
    audience: toMetricVisibility(repository),
    readings,
    decisions,
  });
  for await (const change of material.changes) builder.add(change);
  if (material.previous === undefined) return builder.finish("without-comparison");
  for await (const change of material.previous) builder.addPrevious(change);
  return builder.finish("compared");
}

import { fail, type Result, succeed } from "../../model/result.ts";
import { createReportBuilder } from "../../report/create-report-builder.ts";
import { renderReportMarkdown } from "../../report/markdown/markdown-form.ts";
import type { Report } from "../../report/report.ts";
import { splitReportMarkdown } from "../../report/split-report-markdown.ts";
import { toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { ReportStore } from "../ports/report-store.ts";
import { gatherStoreMaterial, type StoreMaterial } from "./gather-store-material.ts";
import type { MadeReport } from "./made-report.ts";
import { MOST_PART_CHARACTERS } from "./report-record.ts";

/** As MakeReport, in this thread. */
export async function makeReport(
  store: Omit<ReportStore, "close">,
  repository: string,
): Promise<Result<MadeReport, string>> {
  const material = await gatherStoreMaterial(store, { repository });
  if (!material.ok) {
    const { error } = material;
    return fail(error.kind === "broken-catalog" ? "the catalog has errors" : error.message);
  }
  const report = await buildStoreReport(material.value);
  return succeed({
    parts: splitReportMarkdown(renderReportMarkdown(report), MOST_PART_CHARACTERS),
    questions: report.questions.map(({ question, metrics, areas }) => ({ question, metrics, areas })),
    answered: report.coverage.answered,
  });
}

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

import { fail, type Result, succeed } from "../../model/result.ts";
import { renderReportMarkdown } from "../../report/render-report-markdown.ts";
import { splitReportMarkdown } from "../../report/split-report-markdown.ts";
import type { ReportStore } from "../ports/report-store.ts";
import { buildStoreReport } from "./build-store-report.ts";
import { gatherStoreMaterial } from "./gather-store-material.ts";
import type { MadeReport } from "./made-report.ts";
import { MOST_PART_CHARACTERS } from "./report-marker.ts";

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

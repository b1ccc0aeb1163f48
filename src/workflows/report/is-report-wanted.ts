import type { Catalog } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";

/** `true` holds where few can read it; a public repository's report is published only where that is asked for. */
export function isReportWanted(
  { report }: Pick<Catalog, "report">,
  { visibility }: Pick<Repository, "visibility">,
): boolean {
  return report.issue === "public" || (report.issue && visibility !== "public");
}

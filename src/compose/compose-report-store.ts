import type { StorePlace } from "../cli/with-settings.ts";
import type { ReportStore } from "../workflows/ports/report-store.ts";

/** The store, read-only, beside a service that runs. */
export async function composeReportStore(place: StorePlace): Promise<ReportStore> {
  const { openReportStore } = await import("../store/open-report-store.ts");
  return openReportStore(place);
}

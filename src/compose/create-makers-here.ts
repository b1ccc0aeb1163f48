import type { ServiceStore } from "../workflows/ports/service-store.ts";
import type { MakeReport } from "../workflows/report/made-report.ts";
import type { MakeSummary } from "../workflows/summary/made-summary.ts";

/** Reports and summaries made in this thread: of a small store that is sooner done than a thread has started. */
export async function createMakersHere(
  store: ServiceStore,
): Promise<{ readonly makeReport: MakeReport; readonly makeSummary: MakeSummary }> {
  const { makeReport } = await import("../workflows/report/make-report.ts");
  const { makeSummary } = await import("../workflows/summary/make-summary.ts");
  return {
    makeReport: (repository) => makeReport(store, repository),
    makeSummary: (request) => makeSummary(store, request),
  };
}

import { parentPort, workerData } from "node:worker_threads";
import { openReportStore } from "../store/open-reader.ts";
import { makeSummary } from "../workflows/summary/make-summary.ts";

// The entry of a thread of its own: makes one summary with a connection that can't write, posts it, and ends.
const { place, request } = workerData as {
  readonly place: Parameters<typeof openReportStore>[0];
  readonly request: Parameters<typeof makeSummary>[1];
};
const store = await openReportStore(place);
try {
  parentPort?.postMessage(await makeSummary(store, request));
} finally {
  await store.close();
}

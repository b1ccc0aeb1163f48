import { parentPort, workerData } from "node:worker_threads";
import { openReportStore } from "../store/open-reader.ts";
import { makeReport } from "../workflows/report/make-report.ts";

// The entry of a thread of its own: makes one report with a connection that can't write, posts it, and ends.
const { place, repository } = workerData as {
  readonly place: Parameters<typeof openReportStore>[0];
  readonly repository: string;
};
const store = await openReportStore(place);
try {
  parentPort?.postMessage(await makeReport(store, repository));
} finally {
  await store.close();
}

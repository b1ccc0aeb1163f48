import { Worker } from "node:worker_threads";
import type { Settings } from "../settings/settings.ts";
import type { MakeReport } from "../workflows/report/made-report.ts";

/** A thread for each report, one at a time: two of a large window would need twice the memory. */
export function createReportThreads({ databaseUrl, dataDir }: Settings): MakeReport {
  const place = { dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
  const entry = import.meta.filename.endsWith(".ts") ? "./report-thread.ts" : "./report-thread.js";
  const makeOne = (repository: string): ReturnType<MakeReport> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL(entry, import.meta.url), { workerData: { place, repository } });
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The thread of a report ended with ${code}`)));
    });
  let last: Promise<unknown> = Promise.resolve();
  return (repository) => {
    const made = last.then(() => makeOne(repository));
    last = made.catch(() => undefined);
    return made;
  };
}

import { Worker } from "node:worker_threads";
import type { Settings } from "../settings/settings.ts";
import type { MakeSummary } from "../workflows/summary/made-summary.ts";

/** A thread for each summary, one at a time. */
export function createSummaryThreads(
  { databaseUrl, dataDir }: Pick<Settings, "databaseUrl" | "dataDir">,
  linkBase: string | undefined,
): MakeSummary {
  const place = { dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
  const entry = import.meta.filename.endsWith(".ts") ? "./summary-thread.ts" : "./summary-thread.js";
  const makeOne: MakeSummary = (asked) =>
    new Promise((resolve, reject) => {
      const request = { ...asked, ...(linkBase === undefined ? {} : { linkBase }) };
      const thread = new Worker(new URL(entry, import.meta.url), { workerData: { place, request } });
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The thread of a summary ended with ${code}`)));
    });
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const made = last.then(() => makeOne(request));
    last = made.catch(() => undefined);
    return made;
  };
}

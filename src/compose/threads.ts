import { Worker } from "node:worker_threads";
import type { Settings } from "../settings/settings.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import type { MakeReport } from "../workflows/report/made-report.ts";
import type { MakeSummary, SummaryParts } from "../workflows/summary/made-summary.ts";
import { toQuietLinkBase } from "./to-quiet-link-base.ts";

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

/** A thread for each summary, one at a time. */
function createSummaryThreads(
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

/** What summaries are made and told with: a thread beside the service, and the operator's channels. */
export async function composeSummaries(
  settings: Pick<Settings, "databaseUrl" | "dataDir" | "gitHub" | "channels">,
  now: () => number,
): Promise<SummaryParts> {
  const { createChannels } = await import("../channels/create-channels.ts");
  return {
    make: createSummaryThreads(settings, toQuietLinkBase(settings.gitHub)),
    channels: createChannels({ addresses: settings.channels, now }),
    webUrl: settings.gitHub.webUrl,
  };
}

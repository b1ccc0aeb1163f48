import { PRIVACY_URL } from "../check/check-context.ts";
import { keepDeliveries } from "./healing/keep-deliveries.ts";
import { keepClean } from "./keep-clean.ts";
import { learnInstallations } from "./learn-installations.ts";
import { lookAtSubject } from "./look-at-subject.ts";
import { keepReports } from "./report/schedule-reports.ts";
import { Worker, type WorkerMetrics } from "./run-worker.ts";
import type { ServiceContext } from "./service-context.ts";
import { createServiceMemory } from "./service-memory.ts";
import { keepSummaries } from "./summary/schedule-summaries.ts";

/** Subjects looked at at once: most of a look is waiting for GitHub. */
const CONCURRENCY = 32;
/** The whole service has 10 s between SIGTERM and its end; the server takes up to 8 of them in the worst case. */
const STOP_MS = 1_500;

export interface ServiceParts
  extends Pick<
    ServiceContext,
    | "store"
    | "app"
    | "log"
    | "now"
    | "keepMs"
    | "hash"
    | "seal"
    | "quietLinkBase"
    | "makeReport"
    | "summaries"
    | "healing"
  > {
  readonly metrics: WorkerMetrics;
  /** 0 to 1. */
  readonly random: () => number;
  /** Unique among replicas and processes. */
  readonly owner: string;
}

export interface WorkingService {
  /** A delivery was stored: look now. */
  wake(): void;
  /** As RunningService.lookAtDue. */
  lookAtDue(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts to work on what the store holds, and goes on until stopped. */
export function startService(parts: ServiceParts): WorkingService {
  const context: ServiceContext = {
    ...parts,
    privacyUrl: PRIVACY_URL,
    memory: createServiceMemory(parts.now),
  };
  const worker = new Worker({
    ...parts,
    concurrency: CONCURRENCY,
    lookAt: (claim, log) => lookAtSubject(context, claim, log),
  });
  const cleaning = keepClean(parts);
  const reports = keepReports({ ...parts, wake: () => worker.wake() });
  const summaries = keepSummaries({ ...parts, wake: () => worker.wake() });
  const healing =
    parts.healing === undefined ? undefined : keepDeliveries({ ...parts, wake: () => worker.wake() });
  const learning = learnInstallations({ ...parts, wake: () => worker.wake() });
  return {
    wake: () => worker.wake(),
    lookAtDue: async () => {
      await reports.lookAtDue();
      await summaries.lookAtDue();
    },
    async stop() {
      cleaning.stop();
      reports.stop();
      summaries.stop();
      healing?.stop();
      learning.stop();
      await worker.stop(STOP_MS);
    },
  };
}

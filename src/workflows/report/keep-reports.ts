import { PRIORITY } from "../../model/subject.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { ServiceStore } from "../ports/service-store.ts";

const MINUTE_MS = 60_000;

/** Asks once a minute for a look at each report whose time has come. */
export function keepReports(parts: {
  readonly store: Pick<ServiceStore, "listDueReports" | "bump">;
  readonly log: ServiceLog;
  readonly now: () => number;
  readonly wake: () => void;
}): { lookAtDue(): Promise<void>; stop(): void } {
  const ask = async (): Promise<void> => {
    try {
      const due = await parts.store.listDueReports(parts.now());
      if (due.length === 0) return;
      await parts.store.bump(due.map((subject) => ({ subject, priority: PRIORITY.sweep })));
      parts.wake();
    } catch (error) {
      parts.log.error({ err: error }, "due reports could not be listed");
    }
  };
  const timer = setInterval(() => void ask(), MINUTE_MS);
  timer.unref();
  return { lookAtDue: ask, stop: () => clearInterval(timer) };
}

import type { ServiceLog } from "./ports/service-log.ts";
import type { ServiceStore } from "./ports/service-store.ts";

const HOUR_MS = 3_600_000;

/** Deletes once an hour what is older than it may be kept. */
export function keepClean(parts: {
  readonly store: ServiceStore;
  readonly log: ServiceLog;
  readonly keepMs: number;
}): { stop(): void } {
  const clean = async (): Promise<void> => {
    try {
      const rows = await parts.store.deleteExpired(parts.keepMs);
      if (rows > 0) parts.log.info({ rows }, "expired rows deleted");
    } catch (error) {
      parts.log.error({ err: error }, "expired rows could not be deleted");
    }
  };
  const timer = setInterval(() => void clean(), HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

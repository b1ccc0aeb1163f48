import { PRIORITY } from "../../model/subject.ts";
import type { Webhook } from "../../model/webhook.ts";
import type { DeliveryLog } from "../ports/delivery-log.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { ServiceStore } from "../ports/service-store.ts";

const EVERY_MS = 2 * 60_000;
/** Soon after a start: what was sent meanwhile is what is most likely lost. */
const FIRST_MS = 5_000;

/** Asks for a look at GitHub's log of deliveries. Of many replicas that ask, one looks: it is one subject. */
export function keepDeliveries(parts: {
  readonly store: Pick<ServiceStore, "bump">;
  readonly log: ServiceLog;
  readonly wake: () => void;
}): { stop(): void } {
  const ask = async (): Promise<void> => {
    try {
      const subject = { kind: "delivery-log", installationId: 0 } as const;
      await parts.store.bump([{ subject, priority: PRIORITY.sweep }]);
      parts.wake();
    } catch (error) {
      parts.log.error({ err: error }, "a look at GitHub's log of deliveries could not be asked for");
    }
  };
  const first = setTimeout(() => void ask(), FIRST_MS);
  const timer = setInterval(() => void ask(), EVERY_MS);
  first.unref();
  timer.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

/** What healing by GitHub's log works with. */
export interface HealingParts {
  readonly log: DeliveryLog;
  /** As one that came in by itself. */
  readonly accept: (webhook: Webhook) => Promise<"new" | "duplicate">;
  readonly countLost: () => void;
  /** Deliveries, by their id in the log, that GitHub has no payload of; replicas each know their own. */
  readonly unreadable: Set<string>;
}

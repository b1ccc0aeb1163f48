import type { Webhook } from "../../model/webhook.ts";
import type { DeliveryLog } from "../ports/delivery-log.ts";

/** What healing by GitHub's log works with. */
export interface HealingParts {
  readonly log: DeliveryLog;
  /** As one that came in by itself. */
  readonly accept: (webhook: Webhook) => Promise<"new" | "duplicate">;
  readonly countLost: () => void;
  /**
   * Up to when this process has compared the log, and which deliveries of it, by their number there, GitHub has no
   * payload of; replicas each know their own.
   */
  readonly progress: { comparedUntilMs: number; readonly unreadable: Set<number> };
}

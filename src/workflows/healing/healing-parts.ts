import type { Webhook } from "../../model/webhook.ts";
import type { DeliveryLog } from "../ports/delivery-log.ts";

/** What healing by GitHub's log works with. */
export interface HealingParts {
  readonly log: DeliveryLog;
  /** As one that came in by itself. */
  readonly accept: (webhook: Webhook) => Promise<"new" | "duplicate">;
  readonly countLost: () => void;
  /** Deliveries, by their id in the log, that GitHub has no payload of; replicas each know their own. */
  readonly unreadable: Set<string>;
}

import type { Delivery } from "../model/delivery.ts";

/** What a delivery comes to: work on one subject, or a reason for doing nothing. */
export type DeliveryContent = Delivery["content"];

/** One event of GitHub: which of its actions are used, and what they come to. */
export interface EventMapping {
  /** `pull_request` */
  readonly event: string;
  /** Actions that are used; others are ignored. Absent: the event has no actions. */
  readonly actions?: readonly string[];
  /** Pure and total: whatever the payload is, an answer comes back. */
  toContent(payload: unknown): DeliveryContent;
}

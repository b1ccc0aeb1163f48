import type { ListPage } from "./list-page.ts";

/** One attempt of GitHub to deliver a webhook; attempts of one delivery share its guid. */
export interface HookDelivery {
  /** Beyond what a number holds: `3804004623172239366`. */
  readonly id: string;
  readonly guid: string;
  readonly deliveredAtMs: number;
  readonly event: string;
  /** Absent where the event has none, and on older Enterprise Servers. */
  readonly action?: string;
  /** Of our answer; 0 where there was none. */
  readonly statusCode: number;
  /** GitHub's words: `OK`, `timed out`. */
  readonly status: string;
}

/** Newest first, 100 at most. */
export interface DeliveryPage extends ListPage<HookDelivery> {
  /** Where the page of older ones begins; absent: there are none. */
  readonly next?: string;
}

/** GitHub's own log of what it sent the app; kept for 3 days, 7 on Enterprise Server. Methods may throw GitHubError. */
export interface DeliveryLog {
  /** From the newest, or from where an earlier page said that the next one begins; one request. */
  readPage(cursor?: string): Promise<DeliveryPage>;
  /** What was sent, parsed; undefined where the log no longer has it. */
  readPayload(deliveryId: string): Promise<unknown>;
}

/** How far the log was compared with the inbox. */
export interface DeliveryLogPlace {
  /** By GitHub's clock: what it delivered before is compared. */
  readonly comparedUntilMs: number;
  /** By ours: when the last pass that came to its end began. All that was lost by then was found. */
  readonly readAtMs: number;
  /** A pass that is under way, from the newest back to `comparedUntilMs`. */
  readonly pass?: {
    readonly startedAtMs: number;
    /** Of the newest delivery when it began, by GitHub's clock; absent: none was there. */
    readonly newestMs?: number;
    /** Where its next page begins. */
    readonly cursor: string;
  };
}

/** Negative: the first is the older one. */
export function compareDeliveries(one: HookDelivery, other: HookDelivery): number {
  return one.deliveredAtMs - other.deliveredAtMs || compareIds(one.id, other.id);
}

function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one === other ? 0 : 1);
}

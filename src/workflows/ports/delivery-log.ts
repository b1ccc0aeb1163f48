/** One attempt of GitHub to deliver a webhook; attempts of one delivery share its guid. */
export interface HookDelivery {
  readonly id: number;
  readonly guid: string;
  readonly deliveredAtMs: number;
  readonly event: string;
  /** Of our answer; 0 where there was none. */
  readonly statusCode: number;
  /** GitHub's words: `OK`, `timed out`. */
  readonly status: string;
}

/** GitHub's own log of what it sent the app; kept for 3 days, 7 on Enterprise Server. Methods may throw GitHubError. */
export interface DeliveryLog {
  /** Newest first, 100 a page, each page asked for when it is wanted. */
  listPages(): AsyncIterable<readonly HookDelivery[]>;
  /** What was sent, parsed; undefined where the log no longer has it. */
  readPayload(deliveryId: number): Promise<unknown>;
}

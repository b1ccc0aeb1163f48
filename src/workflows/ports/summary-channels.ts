/** What a channel is told: plain text that calls nobody and marks nothing up, as `toChannelText` makes it. */
export interface ChannelMessage {
  readonly title: string;
  readonly lines: readonly string[];
  /** Where the whole of it is read; absent where the channel's readers must not know the place. */
  readonly link?: { readonly url: string; readonly text: string };
}

export type ChannelOutcome =
  | { readonly kind: "told" }
  /** The operator has set no address for the name. */
  | { readonly kind: "no-address" }
  /** Busy, down or too slow: worth another try, not before `afterMs` from now where it said so. */
  | { readonly kind: "later"; readonly why: string; readonly afterMs?: number }
  /** It will be the same however often it is tried. */
  | { readonly kind: "refused"; readonly why: string };

/** Slack, Teams and other https webhooks, by the names that the catalog gives them. Sends once; throws nothing. */
export interface SummaryChannels {
  /** The setting that holds its address: `THROUGHLINE_CHANNEL_SALES_EU` for `sales-eu`. */
  toSetting(name: string): string;
  tell(name: string, message: ChannelMessage): Promise<ChannelOutcome>;
}

export const CHANNEL_KINDS = ["slack", "teams", "text"] as const;

/** Where a channel is told, and in which form. The address is a secret: whoever has it can write there. */
export interface ChannelAddress {
  readonly kind: (typeof CHANNEL_KINDS)[number];
  readonly url: string;
}

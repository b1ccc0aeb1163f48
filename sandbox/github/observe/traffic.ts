import { channel } from "node:diagnostics_channel";

/** A request as it came in, and what was answered to it. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  /** Of the `accept` header: some routes answer with raw text. */
  readonly accept: string;
  readonly requestText: string;
  readonly status: number;
  readonly responseText: string;
  /** Answered by an injected fault, and not as GitHub would. */
  readonly isInjected: boolean;
}

/** A webhook as it is posted. */
export interface PostedWebhook {
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

// Channels and no option: whoever checks the traffic of a whole process sees that of every simulated GitHub in it, the
// demo's too. Where nobody does, nothing is built.
export const exchangeChannel = channel("simulated-github:exchange");
export const webhookChannel = channel("simulated-github:webhook");

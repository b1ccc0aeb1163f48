import type { ChannelAddress } from "../settings/channel-address.ts";
import { toChannelSetting } from "../settings/channel-settings.ts";
import type { ChannelOutcome, SummaryChannels } from "../workflows/ports/summary-channels.ts";
import { buildPayload } from "./build-payload.ts";
import { type PostOptions, type PostOutcome, postJson } from "./post-json.ts";

/** A channel that wants to rest longer is asked again after this. */
const LONGEST_REST_MS = 6 * 3_600_000;

export interface ChannelsOptions extends PostOptions {
  /** By the name of their setting. */
  readonly addresses: ReadonlyMap<string, ChannelAddress>;
  readonly now: () => number;
}

/** The operator's channels. Addresses are secrets: nothing that comes back from here holds one. */
export function createChannels({ addresses, now, ...options }: ChannelsOptions): SummaryChannels {
  return {
    toSetting: toChannelSetting,
    async tell(name, message) {
      const address = addresses.get(toChannelSetting(name));
      if (address === undefined) return { kind: "no-address" };
      const payload = buildPayload(address.kind, message);
      return toOutcome(await postJson(new URL(address.url), payload, options), now());
    },
  };
}

function toOutcome(posted: PostOutcome, nowMs: number): ChannelOutcome {
  switch (posted.kind) {
    case "forbidden":
      return { kind: "refused", why: posted.why };
    case "failed":
      return { kind: "later", why: posted.why };
    case "answered":
      return toAnswerOutcome(posted, nowMs);
  }
}

function toAnswerOutcome(
  { status, retryAfter }: Extract<PostOutcome, { kind: "answered" }>,
  nowMs: number,
): ChannelOutcome {
  if (status >= 200 && status < 300) return { kind: "told" };
  if (status >= 300 && status < 400) {
    return { kind: "refused", why: `it redirects (${status}), and redirects are not followed` };
  }
  const why = `it answered ${status}`;
  if (status !== 408 && status !== 429 && status < 500) return { kind: "refused", why };
  const afterMs = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, nowMs);
  return { kind: "later", why, ...(afterMs === undefined ? {} : { afterMs }) };
}

/** `120`, or `Wed, 21 Oct 2026 07:28:00 GMT`. */
function parseRetryAfter(text: string, nowMs: number): number | undefined {
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_REST_MS) : undefined;
}

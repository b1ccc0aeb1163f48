import type { RequestListener } from "node:http";
import type { Driver } from "./driver.ts";
import type { AppRegistration, Permissions } from "./world/entities.ts";

export interface SimulatedGitHubOptions {
  /** Epoch milliseconds; every time that GitHub shows, and the life of tokens and limits, follow it. */
  readonly now: () => number;
  /** Same seed and same calls, same ids, SHAs, GUIDs and faults. */
  readonly seed?: number;
  /** On 127.0.0.1; a free one unless said. */
  readonly port?: number;
  readonly app: {
    readonly id: number;
    /** Public half of the app's key, PEM. */
    readonly publicKey: string;
    readonly slug?: string;
    readonly permissions?: Permissions;
    readonly events?: readonly string[];
  };
  /** Where webhooks go; can be set later. Without it they are logged as not sent. */
  readonly webhook?: WebhookTarget;
  /** GitHub gives up after 10 s. */
  readonly webhookTimeoutMs?: number;
  /** `off`: no rate limit headers and no limits, as Enterprise Server by default. 5,000 an hour unless said. */
  readonly rateLimit?: { readonly perHour: number } | "off";
  /** `unchecked` for a clock that is not the machine's: the app signs with the machine's time. */
  readonly tokenTimes?: "checked" | "unchecked";
  /** `narrow` unless said. */
  readonly deliveryIds?: DeliveryIds;
  /** What people see: answers every path but `/api/`. Without it the API stands at `/` as well. */
  readonly pages?: RequestListener;
}

/** `wide`: beyond 2^53, as on github.com since early 2026. */
export type DeliveryIds = "narrow" | "wide";

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

export interface SimulatedGitHub {
  /** `http://127.0.0.1:<port>`: serves REST at `/` and `/api/v3`, GraphQL at `/graphql` and `/api/graphql`. */
  readonly url: string;
  /** `127.0.0.1:<port>`, what `GHE_HOST` takes (with `GHE_PROTOCOL=http`). */
  readonly host: string;
  /** The one that was registered last. */
  readonly app: AppRegistration;
  readonly driver: Driver;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  /** Somebody else has an app of that name. */
  takeAppName(name: string): void;
  /** As its owner deletes it: its tokens end, and nothing that it signs is known any more. */
  deleteApp(): void;
  /** Ends every token of the installation, or of all. */
  expireTokens(installationId?: number): void;
  /** Every request in order of arrival, those that hung or were cut too. */
  requests(filter?: { readonly since?: number; readonly installationId?: number }): readonly LoggedRequest[];
  /** `GET /repos/:owner/:repo` -> number of requests since the start or the last `clearRequests`. */
  countByRoute(): ReadonlyMap<string, number>;
  clearRequests(): void;
  /** Requests that this fake does not know; answered 501. Tests assert that it is empty. */
  unknownRoutes(): readonly string[];
  /** What GitHub's limits forbid and the app did nevertheless. */
  violations(): readonly Violation[];
  /** Ends open connections and waiting webhooks. */
  close(): Promise<void>;
}

export interface LoggedRequest {
  readonly sequence: number;
  readonly atMs: number;
  readonly method: string;
  /** With its query, without secrets. */
  readonly path: string;
  /** The template that matched, `GET /repos/:owner/:repo`; with GraphQL `POST /graphql OpenPullRequests`. */
  readonly route: string;
  /** Absent until answered, and where a fault cut the connection. */
  readonly status: number | undefined;
  readonly installationId: number | undefined;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

export interface Violation {
  readonly atMs: number;
  readonly installationId: number;
  readonly limit:
    | "retry-after"
    | "points-per-minute"
    | "content-per-minute"
    | "content-per-hour"
    | "concurrency";
  readonly message: string;
}

export interface Webhooks {
  /** From now on; deliveries under way keep theirs. */
  setTarget(target: WebhookTarget): void;
  /** Oldest first. */
  deliveries(): readonly DeliveryRecord[];
  /** Sends a delivery again, same GUID and body. Throws on an unknown id. */
  redeliver(deliveryId: number): void;
  /** Resolves when no delivery is under way or delayed (held ones don't count). */
  settled(): Promise<void>;
  /** From now on deliveries wait. */
  hold(): void;
  /** Sends what waited: in order, reversed or shuffled by the seed. */
  release(order?: "in-order" | "reversed" | "shuffled"): void;
  setFaults(faults: WebhookFaults): void;
}

export interface WebhookFaults {
  /** Copies of each delivery, sent at once; 1 unless said. */
  readonly copies?: number;
  /** Each copy waits up to so long, by chance: deliveries overtake one another. */
  readonly delayWithinMs?: number;
  /** Share from 0 to 1 that is never sent: logged as failed, without an answer. */
  readonly dropShare?: number;
}

/** One delivery, or one more attempt of it: attempts share the GUID and have ids of their own. */
export interface DeliveryRecord {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly createdAtMs: number;
  readonly isRedelivery: boolean;
  /** `dropped` by a fault, `timed out`, `failed to connect`, or GitHub's words for an answer (`OK`, `Invalid HTTP Response: 503`). */
  readonly status: string;
  /** 0 where nothing answered; absent until known. */
  readonly statusCode: number | undefined;
  /** The JSON text that was signed. */
  readonly body: string;
}

export interface Faults {
  /** Applies to each matching request from now on; returns how to take it back. */
  add(fault: Fault): () => void;
  clear(): void;
  /** Reads show the state as it was so long ago; writes and rights are at once. 0: off. */
  setReadLag(ms: number): void;
}

/** Fault and the requests that it hits: all of them unless narrowed. */
export interface Fault {
  readonly what: /** Answered instead of the real thing, with GitHub's words. */
    | { readonly kind: "status"; readonly status: number; readonly message?: string }
    | { readonly kind: "latency"; readonly ms: number }
    /** Never answered. */
    | { readonly kind: "hang" }
    /** Connection cut; `after`: the request was carried out, its answer is lost. */
    | { readonly kind: "reset"; readonly when: "before" | "after" }
    /** Secondary limit; without `retryAfterS` the header is missing. */
    | { readonly kind: "secondary-limit"; readonly status: 403 | 429; readonly retryAfterS?: number }
    | { readonly kind: "not-json" };
  /** A template from `LoggedRequest.route`. */
  readonly route?: string;
  readonly installationId?: number;
  /** Share from 0 to 1, by the seed. */
  readonly share?: number;
  /** Gone after so many hits. */
  readonly times?: number;
}

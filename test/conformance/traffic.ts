import {
  type Exchange,
  exchangeChannel,
  type PostedWebhook,
  webhookChannel,
} from "../../sandbox/github/observe/traffic.ts";
import { findGraphQLFaults } from "./find-graphql-faults.ts";
import { findRestFaults } from "./find-rest-faults.ts";
import { findWebhookFaults } from "./find-webhook-faults.ts";
import type { Fault } from "./read-published.ts";

export interface TrafficCounts {
  rest: number;
  graphQL: number;
  webhooks: number;
}

/** Holds what every simulated GitHub of this process is asked, answers and sends against GitHub's descriptions. */
export class Traffic {
  readonly counts: TrafficCounts = { rest: 0, graphQL: 0, webhooks: 0 };
  readonly #faults = new Map<string, number>();
  readonly #onExchange = (message: unknown): void =>
    this.#take(() => this.#checkExchange(message as Exchange));
  readonly #onWebhook = (message: unknown): void =>
    this.#take(() => this.#checkWebhook(message as PostedWebhook));

  start(): void {
    exchangeChannel.subscribe(this.#onExchange);
    webhookChannel.subscribe(this.#onWebhook);
  }

  stop(): void {
    exchangeChannel.unsubscribe(this.#onExchange);
    webhookChannel.unsubscribe(this.#onWebhook);
  }

  /** Each kind of fault once, with how often it was seen. */
  faults(): readonly string[] {
    return [...this.#faults].map(([fault, times]) => `${times}x ${fault}`).sort();
  }

  #checkExchange(exchange: Exchange): readonly Fault[] {
    // What people see in a browser is no API.
    if (!exchange.url.startsWith("/api/")) return [];
    if (exchange.url === "/api/graphql") {
      this.counts.graphQL += 1;
      return findGraphQLFaults(exchange);
    }
    this.counts.rest += 1;
    return findRestFaults(exchange);
  }

  #checkWebhook(webhook: PostedWebhook): readonly Fault[] {
    this.counts.webhooks += 1;
    return findWebhookFaults(webhook);
  }

  /** Never throws: a channel turns that into the end of the process. */
  #take(check: () => readonly Fault[]): void {
    let faults: readonly Fault[];
    try {
      faults = check();
    } catch (error) {
      faults = [
        {
          by: "simulation",
          where: "the check itself",
          what: `${error instanceof Error ? error.stack : error}`,
        },
      ];
    }
    for (const { by, where, what } of faults) {
      const text = `${by} | ${where} | ${what}`;
      this.#faults.set(text, (this.#faults.get(text) ?? 0) + 1);
    }
  }
}

import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Pauses } from "../pauses.ts";
import type { DeliveryRecord, WebhookFaults, Webhooks, WebhookTarget } from "../simulated-git-hub.ts";
import type { Random } from "../world/random.ts";
import { postWebhook } from "./post-webhook.ts";

export interface SenderParts {
  readonly appId: () => number;
  readonly now: () => number;
  readonly random: Random;
  readonly nextId: () => number;
  readonly pauses: Pauses;
  readonly timeoutMs: number;
  readonly target: WebhookTarget | undefined;
}

/** What is to be delivered. */
export type NewDelivery = Pick<
  DeliveryRecord,
  "event" | "action" | "installationId" | "repositoryId" | "body"
>;

/** GitHub opens as many connections as it likes; more than this only queues in the kernel. */
const CONNECTIONS = 64;

/** Sends webhooks in parallel and keeps the log of what came of each. */
export class WebhookSender implements Webhooks {
  readonly #parts: SenderParts;
  readonly #records = new Map<number, DeliveryRecord>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: CONNECTIONS }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: CONNECTIONS }),
  };
  readonly #abort = new AbortController();
  #target: WebhookTarget | undefined;
  #faults: WebhookFaults = {};
  #held: number[] | undefined;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#target = parts.target;
  }

  setTarget(target: WebhookTarget): void {
    this.#target = target;
  }

  findTarget(): WebhookTarget | undefined {
    return this.#target;
  }

  setFaults(faults: WebhookFaults): void {
    this.#faults = faults;
  }

  deliveries(): readonly DeliveryRecord[] {
    return [...this.#records.values()];
  }

  find(id: number): DeliveryRecord | undefined {
    return this.#records.get(id);
  }

  deliver(delivery: NewDelivery): void {
    const guid = this.#parts.random.nextGuid();
    const isDropped = this.#parts.random.next() < (this.#faults.dropShare ?? 0);
    for (let copy = 0; copy < (this.#faults.copies ?? 1); copy += 1) {
      const record = this.#record({ ...delivery, guid, isRedelivery: false });
      if (isDropped) this.#finish(record, { status: "dropped", statusCode: 0 });
      else if (this.#held === undefined) this.#start(record);
      else this.#held.push(record.id);
    }
  }

  redeliver(deliveryId: number): void {
    const known = this.#records.get(deliveryId);
    if (known === undefined) throw new Error(`There is no delivery ${deliveryId}.`);
    this.#start(this.#record({ ...known, isRedelivery: true }));
  }

  hold(): void {
    this.#held ??= [];
  }

  release(order: "in-order" | "reversed" | "shuffled" = "in-order"): void {
    const ids = this.#held ?? [];
    this.#held = undefined;
    if (order === "reversed") ids.reverse();
    if (order === "shuffled") this.#shuffle(ids);
    for (const id of ids) {
      const record = this.#records.get(id);
      if (record !== undefined) this.#start(record);
    }
  }

  async settled(): Promise<void> {
    // What is delivered may cause more: until nothing is left.
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    this.#held = undefined;
    this.#abort.abort();
    await this.settled();
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  #record(delivery: NewDelivery & Pick<DeliveryRecord, "guid" | "isRedelivery">): DeliveryRecord {
    const id = this.#parts.nextId();
    const { event, action, installationId, repositoryId, body, guid, isRedelivery } = delivery;
    const record: DeliveryRecord = {
      id,
      guid,
      event,
      action,
      installationId,
      repositoryId,
      createdAtMs: this.#parts.now(),
      isRedelivery,
      status: "pending",
      statusCode: undefined,
      body,
    };
    this.#records.set(id, record);
    return record;
  }

  #start(record: DeliveryRecord): void {
    const run = this.#send(record).finally(() => this.#underWay.delete(run));
    this.#underWay.add(run);
  }

  async #send(record: DeliveryRecord): Promise<void> {
    const { pauses, random, appId, timeoutMs } = this.#parts;
    await pauses.wait(random.next() * (this.#faults.delayWithinMs ?? 0));
    const target = this.#target;
    if (target === undefined || this.#abort.signal.aborted) {
      this.#finish(record, { status: "not sent", statusCode: 0 });
      return;
    }
    const agent = target.url.startsWith("https:") ? this.#agents.https : this.#agents.http;
    const { event, guid, body } = record;
    this.#finish(
      record,
      await postWebhook({
        target,
        event,
        guid,
        appId: appId(),
        body,
        timeoutMs,
        agent,
        signal: this.#abort.signal,
      }),
    );
  }

  #finish(record: DeliveryRecord, outcome: { readonly status: string; readonly statusCode: number }): void {
    this.#records.set(record.id, { ...record, ...outcome });
  }

  /** Fisher and Yates. */
  #shuffle(ids: number[]): void {
    for (let last = ids.length - 1; last > 0; last -= 1) {
      const chosen = Math.floor(this.#parts.random.next() * (last + 1));
      const [left, right] = [ids[last], ids[chosen]];
      if (left === undefined || right === undefined) continue;
      ids[last] = right;
      ids[chosen] = left;
    }
  }
}

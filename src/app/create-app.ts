import { createHash } from "node:crypto";
import type { ApplicationFunction } from "probot";
import type { Delivery } from "../model/webhook.ts";
import { toDelivery } from "./to-delivery.ts";

export interface AppDeps {
  /** Resolves once the delivery is durable. */
  readonly record: (delivery: Delivery) => Promise<"new" | "duplicate">;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * An ordinary Probot application function for development and tests: `probot receive`, `probot.receive(...)`,
 * Probot's own server. It only records, like the service, so that the same events come to the same work. In
 * production the service's own server stands in front: Probot buffers bodies of any size before it checks a signature.
 */
export function createApp(deps: AppDeps): ApplicationFunction {
  return (app) => {
    app.onAny(async ({ id, name, payload }) => {
      const delivery = toDelivery({
        id,
        event: name,
        payload,
        // Probot hands over the parsed payload alone, so this is the hash of its text as written here.
        bodyHash: createHash("sha256").update(JSON.stringify(payload)).digest("hex"),
        receivedAtMs: deps.now(),
      });
      await deps.record(delivery);
    });
  };
}

/** The application function whose store is opened when Probot loads it: importing the file alone opens nothing. */
export function createLazyApp(compose: () => Promise<AppDeps>): ApplicationFunction {
  return async (app, options) => createApp(await compose())(app, options);
}

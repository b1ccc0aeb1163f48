import { type Simulation, toLiveContext, type Webhook } from "../simulation.ts";
import { buildPayload } from "./build-payload.ts";
import { listHearers } from "./list-hearers.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** The payload is the state at the moment it happened, whenever it arrives. */
export function createEmitter(simulation: Simulation, sender: WebhookSender): (webhook: Webhook) => void {
  return (webhook) => {
    for (const installation of listHearers(simulation.world, webhook)) {
      const payload = buildPayload(toLiveContext(simulation), webhook, installation);
      sender.deliver({
        event: webhook.event,
        action: webhook.action ?? null,
        installationId: installation.id,
        repositoryId: webhook.repositoryId ?? null,
        body: JSON.stringify(payload),
      });
    }
  };
}

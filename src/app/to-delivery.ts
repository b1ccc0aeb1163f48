import { z } from "zod";
import type { Delivery, Webhook } from "../model/webhook.ts";
import { idSchema } from "../payload/scalar-schemas.ts";
import type { DeliveryContent } from "./event-mapping.ts";
import { EVENT_MAPPINGS } from "./event-mappings.ts";

const mappings = new Map(EVENT_MAPPINGS.map((mapping) => [mapping.event, mapping]));

/** What nearly every payload has. A field of another shape is left out; it never stops the delivery. */
const envelopeSchema = z
  .object({
    action: z
      .string()
      .regex(/^[a-z_]{1,64}$/)
      .optional()
      .catch(undefined),
    installation: z.object({ id: idSchema }).optional().catch(undefined),
    repository: z.object({ id: idSchema }).optional().catch(undefined),
  })
  .catch({});

/**
 * What a webhook is about, from its validated fields alone: the subject to look at, how urgent it is, and the fields
 * that are kept. Anything unexpected is `ignored` with a why that names no value; never throws.
 */
export function toDelivery(webhook: Webhook): Delivery {
  const { action, installation, repository } = envelopeSchema.parse(webhook.payload);
  return {
    id: webhook.id,
    event: webhook.event,
    ...(action === undefined ? {} : { action }),
    ...(installation === undefined ? {} : { installationId: installation.id }),
    ...(repository === undefined ? {} : { repositoryId: repository.id }),
    bodyHash: webhook.bodyHash,
    receivedAtMs: webhook.receivedAtMs,
    content: toContent(webhook, action),
  };
}

function toContent(webhook: Webhook, action: string | undefined): DeliveryContent {
  const mapping = mappings.get(webhook.event);
  if (mapping === undefined) return { kind: "ignored", why: "the event is not used" };
  if (mapping.actions !== undefined && (action === undefined || !mapping.actions.includes(action))) {
    return {
      kind: "ignored",
      why: action === undefined ? "the action is missing" : "the action is not used",
    };
  }
  return mapping.toContent(webhook.payload);
}

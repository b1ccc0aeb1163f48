import type { PostedWebhook } from "../../sandbox/github/observe/traffic.ts";
import { type Fault, readPublished } from "./read-published.ts";
import { type Schema, SchemaSet } from "./schema-set.ts";

interface Published {
  readonly webhooks: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface WebhookDescriptions {
  readonly payloads: Published["webhooks"];
  readonly schemas: SchemaSet;
}

/** GitHub's own description is generated and lists more; the community's is frozen, and was checked against recordings. */
export const WEBHOOK_SOURCES = ["webhooks.json", "webhooks-community.json"] as const;
type WebhookSource = (typeof WEBHOOK_SOURCES)[number];

const HEADERS = [
  "content-type",
  "user-agent",
  "x-github-delivery",
  "x-github-event",
  "x-github-hook-id",
  "x-github-hook-installation-target-id",
  "x-github-hook-installation-target-type",
  "x-hub-signature-256",
];

/** Around every event of an app, though the descriptions of some don't name it. */
const ENVELOPE = new Set([".installation", ".organization", ".repository", ".sender"]);

/** Of the app that made a suite or wrote an issue; the descriptions of some events know no apps with a merge queue. */
const NEWER_APP = /\b(performed_via_github_app|app)[./](client_id|permissions\.merge_queues|events\/)/;

const loaded = new Map<WebhookSource, WebhookDescriptions>();

export function readWebhookDescriptions(source: WebhookSource): WebhookDescriptions {
  let descriptions = loaded.get(source);
  if (descriptions === undefined) {
    const { webhooks, schemas } = JSON.parse(readPublished(source)) as Published;
    descriptions = { payloads: webhooks, schemas: new SchemaSet(source, schemas) };
    loaded.set(source, descriptions);
  }
  return descriptions;
}

/** A webhook of the simulated GitHub against GitHub's own description; the community's is older. */
export function findWebhookFaults({ event, headers, body }: PostedWebhook): readonly Fault[] {
  const payload = JSON.parse(body) as { readonly action?: string };
  const where = payload.action === undefined ? event : `${event}.${payload.action}`;
  const toFault = (what: string): Fault => ({ by: "simulation", where, what });
  const { payloads, schemas } = readWebhookDescriptions("webhooks.json");
  const schema = payloads[where];
  if (schema === undefined) return [toFault("no such webhook is described")];
  return [
    ...schemas.findMisfits(schema, payload).filter((fault) => !NEWER_APP.test(fault)),
    ...schemas
      .findUnnamed(schema, payload)
      .filter((place) => !ENVELOPE.has(place) && !NEWER_APP.test(place))
      .map((place) => `${place}, which no schema names`),
    ...HEADERS.filter((name) => !(name in headers)).map((name) => `without the header ${name}`),
  ].map(toFault);
}

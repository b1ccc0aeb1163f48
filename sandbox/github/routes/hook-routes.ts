import { notFound } from "../http/refusal.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { type Json, toTime } from "../json/json-context.ts";
import type { DeliveryIds, DeliveryRecord } from "../simulated-git-hub.ts";
import { toWebhookHeaders } from "../webhooks/post-webhook.ts";
import type { WebhookSender } from "../webhooks/webhook-sender.ts";

/** GitHub keeps its log of deliveries for three days. */
const KEPT_MS = 3 * 86_400_000;

/** github.com numbers deliveries beyond 2^53, which `JSON.parse` rounds: these digits, and those of the record behind them. */
const WIDE_FIRST_ID = 3_800_000_000_000_000_000n;
const RECORD_IDS = 100_000_000_000_000_000n;

/** The log of webhooks and the wish to have one again. */
export function createHookRoutes(sender: WebhookSender, ids: DeliveryIds): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/app/hook/config",
      caller: "app",
      handle: () => ({ status: 200, json: toConfigJson(sender) }),
    },
    {
      method: "GET",
      path: "/app/hook/deliveries",
      caller: "app",
      handle: (request) => listDeliveries(sender, request, ids),
    },
    {
      method: "GET",
      path: "/app/hook/deliveries/:delivery",
      caller: "app",
      handle: (request) => ({
        status: 200,
        json: {
          ...toDeliveryJson(request, requireDelivery(sender, request), ids),
          url: sender.findTarget()?.url ?? "",
        },
      }),
    },
    {
      method: "POST",
      path: "/app/hook/deliveries/:delivery/attempts",
      caller: "app",
      handle: (request) => {
        sender.redeliver(requireDelivery(sender, request).id);
        return { status: 202, json: {} };
      },
    },
  ];
}

function toConfigJson(sender: WebhookSender): Json {
  const target = sender.findTarget();
  return {
    content_type: "json",
    insecure_ssl: "0",
    // GitHub never shows it.
    ...(target === undefined ? {} : { url: target.url, secret: "********" }),
  };
}

function isKept({ simulation }: RouteRequest, record: DeliveryRecord): boolean {
  return record.createdAtMs > simulation.now() - KEPT_MS && record.statusCode !== undefined;
}

/** Newest first, paged by a cursor: the id below which the next page begins. */
function listDeliveries(sender: WebhookSender, request: RouteRequest, ids: DeliveryIds): Reply {
  const { query, simulation, path } = request;
  const perPage = Math.min(Number(query.get("per_page") ?? "30") || 30, 100);
  const given = query.get("cursor");
  const cursor = given === null ? Number.MAX_SAFE_INTEGER : toRecordId(given.replace(/^v1_/, ""));
  const below = sender
    .deliveries()
    .filter((record) => isKept(request, record) && record.id < cursor)
    .sort((left, right) => right.id - left.id);
  const shown = below.slice(0, perPage);
  const last = shown.at(-1);
  const next = `${simulation.apiUrl()}${path}?per_page=${perPage}&cursor=v1_${toShownId(last?.id ?? 0, ids)}`;
  return {
    status: 200,
    json: shown.map((record) => toDeliveryLine(record, ids)),
    ...(below.length > perPage ? { headers: { link: `<${next}>; rel="next"` } } : {}),
  };
}

function requireDelivery(sender: WebhookSender, request: RouteRequest): DeliveryRecord {
  const record = sender.find(toRecordId(request.params["delivery"] ?? ""));
  if (record === undefined || !isKept(request, record)) throw notFound();
  return record;
}

function toShownId(recordId: number, ids: DeliveryIds): string {
  return `${ids === "wide" ? WIDE_FIRST_ID + BigInt(recordId) : recordId}`;
}

/** 0, which no record has, for what is no id of a delivery. */
function toRecordId(shown: string): number {
  return /^\d{1,19}$/.test(shown) ? Number(BigInt(shown) % RECORD_IDS) : 0;
}

/** Written as GitHub writes it: a number, all of its digits. TypeScript does not know the function yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };

function toDeliveryLine(record: DeliveryRecord, ids: DeliveryIds): Json {
  return {
    id: rawJSON(toShownId(record.id, ids)),
    guid: record.guid,
    delivered_at: toTime(record.createdAtMs),
    redelivery: record.isRedelivery,
    duration: 0.01,
    status: record.status,
    status_code: record.statusCode ?? 0,
    event: record.event,
    action: record.action,
    installation_id: record.installationId,
    repository_id: record.repositoryId,
    throttled_at: null,
  };
}

function toDeliveryJson({ simulation }: RouteRequest, record: DeliveryRecord, ids: DeliveryIds): Json {
  const { event, guid, body } = record;
  const headers = toWebhookHeaders({ event, guid, body, appId: simulation.app.id, secret: "" });
  // GitHub shows the headers that it sent; without the secret the signatures would be wrong ones.
  const shown = Object.entries(headers).filter(([name]) => !name.startsWith("x-hub-signature"));
  return {
    ...toDeliveryLine(record, ids),
    request: { headers: Object.fromEntries(shown), payload: JSON.parse(body) },
    response: { headers: {}, payload: "" },
  };
}

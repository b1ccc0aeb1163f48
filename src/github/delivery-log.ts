import { z } from "zod";
import { instantSchema, wideIdSchema } from "../payload/scalar-schemas.ts";
import type { AppInspection, HookConfig } from "../workflows/ports/app-inspection.ts";
import type { DeliveryLog } from "../workflows/ports/delivery-log.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";
import { parseAnswerRows } from "./parse-rows.ts";

const deliverySchema = z
  .object({
    id: wideIdSchema,
    guid: z.string().min(1),
    delivered_at: instantSchema,
    event: z.string(),
    action: z.string().nullish(),
    status: z.string().nullish(),
    status_code: z.int().nullish(),
  })
  .transform(({ delivered_at, status_code, action, status, ...rest }) => ({
    ...rest,
    deliveredAtMs: delivered_at,
    ...(action == null ? {} : { action }),
    status: status ?? "",
    statusCode: status_code ?? 0,
  }));
const sentSchema = z.object({ request: z.object({ payload: z.unknown() }) });

const ROUTE = "GET /app/hook/deliveries";
const PER_PAGE = 100;
/** <https://api.github.com/app/hook/deliveries?per_page=100&cursor=v1_4711>; rel="next" */
const NEXT = /[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/;

/** The app's log of deliveries, with the app's own token. */
export function buildDeliveryLog(client: GitHubClient): DeliveryLog {
  return {
    async readPage(cursor) {
      const parameters = { per_page: PER_PAGE, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await client.send({ route: ROUTE, parameters, spends: "read", answers: [200] });
      const next = NEXT.exec(answer.headers["link"] ?? "")?.[1];
      return {
        ...parseAnswerRows(deliverySchema, answer, ROUTE),
        // A cursor that stands still would lead to the same page for ever.
        ...(next === undefined || decodeURIComponent(next) === cursor
          ? {}
          : { next: decodeURIComponent(next) }),
      };
    },
    async readPayload(deliveryId) {
      const route = "GET /app/hook/deliveries/{delivery_id}";
      const parameters = { delivery_id: deliveryId };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      return answer.status === 404 ? undefined : parseAnswer(sentSchema, answer, route).request.payload;
    },
  };
}

const configSchema = z.object({
  url: z.string().nullish(),
  content_type: z.string().nullish(),
  // "0" or "1", and a number on older servers.
  insecure_ssl: z.union([z.string(), z.number()]).nullish(),
  // Shown as asterisks.
  secret: z.string().nullish(),
});

/** Where GitHub sends the app's webhooks, and what came of the last ones. */
export function buildHookLog(client: GitHubClient): Pick<AppInspection, "readHook" | "listDeliveries"> {
  return {
    async readHook() {
      const route = "GET /app/hook/config";
      const answer = await client.send({ route, spends: "read", answers: [200, 404] });
      // An app without a webhook has no settings of one.
      return toConfig(answer.status === 404 ? {} : parseAnswer(configSchema, answer, route));
    },
    listDeliveries: () => buildDeliveryLog(client).readPage(),
  };
}

function toConfig({ url, content_type, insecure_ssl, secret }: z.output<typeof configSchema>): HookConfig {
  return {
    ...(url ? { url } : {}),
    contentType: content_type ?? "form",
    isVerified: `${insecure_ssl ?? "0"}` === "0",
    hasSecret: Boolean(secret),
  };
}

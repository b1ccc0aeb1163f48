import { z } from "zod";
import type { DeliveryLog } from "../workflows/ports/delivery-log.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

const deliverySchema = z.object({
  id: z.int().positive(),
  guid: z.string().min(1),
  delivered_at: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  event: z.string(),
  status: z.string().nullish(),
  status_code: z.int().nullish(),
});
const sentSchema = z.object({ request: z.object({ payload: z.unknown() }) });

const ROUTE = "GET /app/hook/deliveries";
const PER_PAGE = 100;
/** <https://api.github.com/app/hook/deliveries?per_page=100&cursor=v1_4711>; rel="next" */
const NEXT = /[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/;

/** The app's log of deliveries, with the app's own token. */
export function buildDeliveryLog(client: GitHubClient): DeliveryLog {
  return {
    async *listPages() {
      let cursor: string | undefined;
      do {
        const parameters = { per_page: PER_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const answer = await client.send({ route: ROUTE, parameters, spends: "read", answers: [200] });
        yield parseAnswer(z.array(deliverySchema), answer, ROUTE).map((one) => ({
          id: one.id,
          guid: one.guid,
          deliveredAtMs: one.delivered_at,
          event: one.event,
          status: one.status ?? "",
          statusCode: one.status_code ?? 0,
        }));
        const next = NEXT.exec(answer.headers["link"] ?? "")?.[1];
        cursor = next === undefined ? undefined : decodeURIComponent(next);
      } while (cursor !== undefined);
    },
    async readPayload(deliveryId) {
      const route = "GET /app/hook/deliveries/{delivery_id}";
      const parameters = { delivery_id: deliveryId };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      return answer.status === 404 ? undefined : parseAnswer(sentSchema, answer, route).request.payload;
    },
  };
}

import { z } from "zod";
import type { AppInspection, HookConfig } from "../workflows/ports/app-inspection.ts";
import { buildDeliveryLog } from "./build-delivery-log.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

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

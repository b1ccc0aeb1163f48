import type { IncomingMessage, ServerResponse } from "node:http";
import { WEBHOOK_PATH } from "../workflows/register-app/parse-public-url.ts";
import { findOwnOrigin } from "./registration/setup-access.ts";
import { refuseRequest } from "./webhook-handler.ts";

export function isAtWebhookPath(request: IncomingMessage): boolean {
  return request.url?.split("?", 1)[0] === WEBHOOK_PATH;
}

/** True for what GitHub sends, wherever it was sent to. */
export function isWebhook({ method, headers }: IncomingMessage): boolean {
  return method === "POST" && headers["x-github-event"] !== undefined;
}

/**
 * A webhook that came to another path: one slash too many, other letters, or none of the path at all. Its answer is
 * all that GitHub shows of the delivery, so it says which address is right.
 */
export function refuseMisdirected(request: IncomingMessage, response: ServerResponse): void {
  const address = `${findOrigin(request) ?? "https://YOUR-HOST"}${WEBHOOK_PATH}`;
  refuseRequest(request, response, {
    status: 404,
    message: `Webhooks are taken at ${address} and nowhere else: set exactly this as the Webhook URL in the settings of your GitHub App.`,
  });
}

function findOrigin({ headers }: IncomingMessage): string | undefined {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  return findOwnOrigin({ headers: new Headers(pairs) });
}

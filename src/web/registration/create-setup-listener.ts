import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { isAtWebhookPath, isWebhook, refuseMisdirected } from "../misdirected-webhook.ts";
import { refuseRequest } from "../refuse-request.ts";

export interface SetupListener {
  readonly listener: RequestListener;
  /** True once something was posted to the webhook: whoever it was, it reached us. */
  hasHeard(): boolean;
}

/** What the open port answers until there is an app: the setup pages, and 503 to webhooks. */
export function createSetupListener(pages: Hono): SetupListener {
  const show = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  let hasHeard = false;
  return {
    hasHeard: () => hasHeard,
    listener(request, response) {
      if (isAtWebhookPath(request) && request.method === "POST") {
        hasHeard = true;
        refuseRequest(request, response, { status: 503, message: "Not set up yet; redeliver later." });
        return;
      }
      if (isWebhook(request)) {
        refuseMisdirected(request, response);
        return;
      }
      // HEAD as well is refused: what looks ahead at links must not use up the one that works once.
      if (request.method === "GET" || request.method === "POST") {
        void show(request, response);
        return;
      }
      response.setHeader("allow", "GET, POST");
      refuseRequest(request, response, { status: 405, message: "Only GET and POST are answered here." });
    },
  };
}

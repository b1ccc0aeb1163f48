import { createHmac } from "node:crypto";
import { type Agent, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { type PostedWebhook, webhookChannel } from "../observe/traffic.ts";
import type { WebhookTarget } from "../simulated-git-hub.ts";

export interface WebhookPost {
  readonly target: WebhookTarget;
  readonly event: string;
  readonly guid: string;
  readonly appId: number;
  readonly body: string;
  readonly timeoutMs: number;
  /** Keeps connections; of the kind that the target's protocol needs. */
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

export interface WebhookAnswer {
  readonly status: string;
  /** 0: nothing answered. */
  readonly statusCode: number;
}

export function toWebhookHeaders(
  post: Pick<WebhookPost, "event" | "guid" | "appId" | "body"> & { readonly secret: string },
): Readonly<Record<string, string>> {
  const sign = (algorithm: "sha1" | "sha256"): string =>
    `${algorithm}=${createHmac(algorithm, post.secret).update(post.body).digest("hex")}`;
  return {
    accept: "*/*",
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/simulated",
    "x-github-delivery": post.guid,
    "x-github-event": post.event,
    "x-github-hook-id": `${post.appId}`,
    "x-github-hook-installation-target-id": `${post.appId}`,
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature": sign("sha1"),
    "x-hub-signature-256": sign("sha256"),
  };
}

/**
 * Posts once and never again, as GitHub. Always resolves.
 *
 * A kept connection that the target closed just as it was used again is no delivery that failed: nothing reached the
 * target, and whoever keeps connections opens a new one (RFC 9112, 9.3.1). On a busy machine that happens in bursts.
 */
export async function postWebhook(post: WebhookPost): Promise<WebhookAnswer> {
  if (webhookChannel.hasSubscribers) {
    const headers = toWebhookHeaders({ ...post, secret: post.target.secret });
    const posted: PostedWebhook = { event: post.event, headers, body: post.body };
    webhookChannel.publish(posted);
  }
  const first = await send(post, post.agent);
  return first === "connection was closed" ? lastAnswer(await send(post, undefined)) : first;
}

function lastAnswer(answer: WebhookAnswer | "connection was closed"): WebhookAnswer {
  return answer === "connection was closed" ? FAILED : answer;
}

const FAILED: WebhookAnswer = { status: "failed to connect to host", statusCode: 0 };

/** With the agent, on a connection that may be an old one; without, on one of its own. */
function send(post: WebhookPost, agent: Agent | undefined): Promise<WebhookAnswer | "connection was closed"> {
  const { target, body, timeoutMs, signal } = post;
  const url = new URL(target.url);
  const open = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const headers = {
      ...toWebhookHeaders({ ...post, secret: target.secret }),
      "content-length": `${Buffer.byteLength(body)}`,
    };
    const options = { method: "POST", headers, agent: agent ?? false, signal } as const;
    const request = open(url, options, (response) => {
      response.resume();
      response.on("error", () => finish({ status: "failed to read the answer", statusCode: 0 }));
      response.on("end", () => {
        const statusCode = response.statusCode ?? 0;
        const isGood = statusCode >= 200 && statusCode < 300;
        finish({ status: isGood ? "OK" : `Invalid HTTP Response: ${statusCode}`, statusCode });
      });
    });
    // For the whole exchange: a target that sends a byte now and then is given up too.
    const timer = setTimeout(() => {
      finish({ status: "timed out", statusCode: 0 });
      request.destroy();
    }, timeoutMs);
    const finish = (answer: WebhookAnswer | "connection was closed"): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    request.on("error", ({ code }: NodeJS.ErrnoException) => {
      const isOld = request.reusedSocket && (code === "ECONNRESET" || code === "EPIPE");
      finish(isOld ? "connection was closed" : FAILED);
    });
    request.end(body);
  });
}

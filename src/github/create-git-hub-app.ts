import type { AppStanding } from "../workflows/ports/app-inspection.ts";
import type { DeliveryLog } from "../workflows/ports/delivery-log.ts";
import type { GitHubApp } from "../workflows/ports/git-hub.ts";
import type { RequestGate } from "../workflows/ports/request-gate.ts";
import { buildGitHub } from "./build-git-hub.ts";
import { buildInstallations } from "./build-repositories.ts";
import { createAppClient } from "./create-app-client.ts";
import { createInstallationClient } from "./create-installation-client.ts";
import { createInstallationTokens } from "./create-installation-tokens.ts";
import { createSlots } from "./create-slots.ts";
import { createTransport } from "./create-transport.ts";
import { buildDeliveryLog } from "./delivery-log.ts";
import type { RequestEvent, RequestLog } from "./request-event.ts";

export interface GitHubAppOptions {
  readonly appId: number;
  /** PEM, PKCS#1 or PKCS#8. */
  readonly privateKey: string;
  /** `https://api.github.com` (default), or `https://HOST/api/v3`. */
  readonly baseUrl?: string;
  readonly gate: RequestGate;
  readonly now: () => number;
  readonly log: RequestLog;
  readonly fetch?: typeof fetch;
  /** How long one request may take, its answer read: 10,000 unless told. */
  readonly timeoutMs?: number;
  /** Called once for each HTTP request, token requests included. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Called whenever an answer shows whether GitHub takes the app's own token. */
  readonly onStanding?: (standing: AppStanding) => void;
}

const GITHUB_API = "https://api.github.com";
/** GitHub gives up on nothing of its own later than this. */
const TIMEOUT_MS = 10_000;
/** GitHub takes 100 at once from an app; other replicas have their share. */
const MOST_AT_ONCE = 20;

/**
 * GitHub over its REST and GraphQL APIs, for one app. Nothing is asked before the first method is called. Throws where
 * the private key can't be read.
 */
export function createGitHubApp(
  options: GitHubAppOptions,
): GitHubApp & { readonly deliveryLog: DeliveryLog } {
  const { appId, gate, now } = options;
  const transport = createTransport({
    ...options,
    baseUrl: (options.baseUrl ?? GITHUB_API).replace(/\/+$/, ""),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  });
  const appClient = createAppClient({ ...options, transport });
  const tokens = createInstallationTokens({ client: appClient, gate, now });
  const slots = createSlots(MOST_AT_ONCE);
  const installations = buildInstallations(appClient);
  const readSlug = rememberSlug(installations);
  return {
    ...installations,
    deliveryLog: buildDeliveryLog(appClient),
    forInstallation(installationId) {
      const client = createInstallationClient({ installationId, transport, tokens, slots, gate, now });
      return buildGitHub({ client, installationId, appId, readSlug });
    },
  };
}

/** The slug changes only when somebody renames the app: asked once a process. */
function rememberSlug({ readApp }: Pick<GitHubApp, "readApp">): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    known ??= (await readApp()).slug;
    return known;
  };
}

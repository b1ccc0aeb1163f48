import { GitHubError } from "../ports/git-hub-error.ts";
import type { ListPage } from "../ports/list-page.ts";

/** What GitHub's log says of the first webhook that it sent to the new app. */
export type FirstDelivery =
  /** It arrived here: answered with this status. */
  | { readonly kind: "arrived"; readonly statusCode: number }
  /** `failed to connect to host`; 0 where nothing answered. */
  | { readonly kind: "failed"; readonly statusCode: number; readonly status: string }
  /** Nothing is logged yet, or the log could not be read. */
  | { readonly kind: "unknown" };

export interface FirstDeliveryParts {
  /** Newest first. May throw GitHubError. */
  readonly listDeliveries: () => Promise<
    Pick<ListPage<{ readonly statusCode: number; readonly status: string }>, "rows">
  >;
  /** True once anything was posted to the webhook of this process. */
  readonly hasHeard: () => boolean;
  readonly wait: (ms: number) => Promise<void>;
}

const TRIES = 5;
const PAUSE_MS = 1000;
/**
 * GitHub pings an app's webhook when the app is made. Looks for a few seconds, because a person waits for the page:
 * who wants to know later has `doctor`.
 */
export async function awaitFirstDelivery(parts: FirstDeliveryParts): Promise<FirstDelivery> {
  for (let tries = 1; ; tries += 1) {
    const first = (await list(parts.listDeliveries)).rows.at(-1);
    if (first !== undefined) return toFirstDelivery(first, parts);
    if (tries === TRIES) return { kind: "unknown" };
    await parts.wait(PAUSE_MS);
  }
}

/** Until it is set up this service answers 503. So do proxies that can't reach it, so the status alone proves nothing. */
function toFirstDelivery(
  { statusCode, status }: { readonly statusCode: number; readonly status: string },
  { hasHeard }: Pick<FirstDeliveryParts, "hasHeard">,
): FirstDelivery {
  const isOurs = statusCode === 202 || (statusCode === 503 && hasHeard());
  return isOurs ? { kind: "arrived", statusCode } : { kind: "failed", statusCode, status };
}

async function list(
  listDeliveries: FirstDeliveryParts["listDeliveries"],
): ReturnType<FirstDeliveryParts["listDeliveries"]> {
  try {
    return await listDeliveries();
  } catch (error) {
    // A log that can't be read says nothing about the webhook; the registration stands.
    if (error instanceof GitHubError) return { rows: [] };
    throw error;
  }
}

import type { Settings } from "../settings/settings.ts";
import type { SummaryParts } from "../workflows/summary/made-summary.ts";
import { createSummaryThreads } from "./create-summary-threads.ts";
import { toQuietLinkBase } from "./to-quiet-link-base.ts";

/** What summaries are made and told with: a thread beside the service, and the operator's channels. */
export async function composeSummaries(
  settings: Pick<Settings, "databaseUrl" | "dataDir" | "gitHub" | "channels">,
  now: () => number,
): Promise<SummaryParts> {
  const { createChannels } = await import("../channels/create-channels.ts");
  return {
    make: createSummaryThreads(settings, toQuietLinkBase(settings.gitHub)),
    channels: createChannels({ addresses: settings.channels, now }),
    webUrl: settings.gitHub.webUrl,
  };
}

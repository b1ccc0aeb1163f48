import type { OpenBackfill } from "../cli/command-tools.ts";
import type { Settings } from "../settings/settings.ts";
import { composeBackfillParts } from "./compose-backfill-parts.ts";
import { composeGitHub } from "./compose-git-hub.ts";
import { composeStore } from "./compose-store.ts";
import { composeSummaries } from "./compose-summaries.ts";
import { machine } from "./machine.ts";

/** Back-fill with the app's credentials, into its store. */
export async function composeBackfill(settings: Settings): Promise<OpenBackfill> {
  const store = await composeStore(settings);
  try {
    const parts = await composeBackfillParts(
      store,
      { keepMs: settings.retentionMs, secret: settings.webhookSecret },
      (log) => composeGitHub(settings, { gate: store, log }),
    );
    const summaries = await composeSummaries(settings, machine.now);
    return {
      parts: { ...parts, context: { ...parts.context, summaries } },
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

import { inspectCredentials } from "./inspect-credentials.ts";
import { inspectPermissions } from "./inspect-permissions.ts";
import { inspectRepository } from "./inspect-repository.ts";
import { inspectStore } from "./inspect-store.ts";
import { inspectChannels, inspectClock, inspectSummaries } from "./inspect-summaries.ts";
import { inspectWebhook } from "./inspect-webhook.ts";
import type { SetupFacts } from "./setup-facts.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";

const findSetting = createFindingMaker("settings");

/** What an installation comes to, part by part, each with what to do. */
export function inspectSetup(facts: SetupFacts): readonly SetupFinding[] {
  const { gitHub, store, repository, nowMs } = facts;
  const asked = gitHub?.ok ? gitHub.value : undefined;
  const content = store.ok ? store.value.content : undefined;
  return [
    ...facts.settingProblems.map((message) => findSetting("error", message)),
    ...inspectCredentials(gitHub, facts.secretFiles, facts.networkNote),
    ...inspectClock(asked?.clockLeadMs),
    ...(asked === undefined ? [] : inspectPermissions(asked)),
    ...(asked === undefined ? [] : inspectWebhook(asked, content)),
    ...(repository === undefined ? [] : inspectRepository(repository, asked?.appId ?? 0)),
    ...(content === undefined ? [] : inspectChannels(content.catalogs, facts.channels)),
    ...(content === undefined ? [] : inspectSummaries(content.heldSummaries, nowMs)),
    ...inspectStore(store, nowMs),
  ];
}

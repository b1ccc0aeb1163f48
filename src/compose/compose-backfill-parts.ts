import { fail } from "../model/result.ts";
import type { BackfillParts } from "../workflows/backfill/backfill-repositories.ts";
import type { GitHubApp } from "../workflows/ports/git-hub.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import type { SummaryParts } from "../workflows/summary/made-summary.ts";
import { machine } from "./machine.ts";

const NO_SUMMARIES: SummaryParts = {
  make: () => Promise.resolve(fail("A back-fill makes no summary.")),
  channels: {
    toSetting: (name) => name,
    tell: () => Promise.resolve({ kind: "refused", why: "a back-fill tells no channel" }),
  },
  webUrl: "https://github.com",
};

/** What a back-fill works with, whoever signs its requests. */
export async function composeBackfillParts(
  store: ServiceStore,
  { keepMs, secret }: { readonly keepMs: number; readonly secret: string },
  connect: (log: ServiceLog) => Promise<GitHubApp>,
): Promise<BackfillParts> {
  const { PRIVACY_URL } = await import("../check/privacy-url.ts");
  const { createServiceLog } = await import("../log/create-service-log.ts");
  const { createServiceMemory } = await import("../workflows/service-memory.ts");
  // Progress and results are the command's to tell: what is left for the log are problems.
  const log = createServiceLog({ level: "error", write: (line) => void process.stderr.write(line) });
  const context = {
    store,
    app: await connect(log),
    log,
    now: machine.now,
    hash: machine.hash,
    seal: machine.createSeal(secret),
    keepMs,
    privacyUrl: PRIVACY_URL,
    makeReport: () => Promise.resolve(fail("A back-fill makes no report.")),
    summaries: NO_SUMMARIES,
    memory: createServiceMemory(machine.now),
  };
  return { context, random: machine.random, owner: machine.owner(), wait: machine.wait };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenBackfill } from "../cli/command-tools.ts";
import { fail } from "../model/result.ts";
import type { Settings } from "../settings/settings.ts";
import type { BackfillParts } from "../workflows/backfill/backfill-repositories.ts";
import type { GitHubApp } from "../workflows/ports/git-hub.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import type { SummaryParts } from "../workflows/summary/made-summary.ts";
import { composeGitHub } from "./compose-git-hub.ts";
import { composeStore } from "./compose-store.ts";
import { machine } from "./machine.ts";
import { composeSummaries } from "./threads.ts";

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

const NO_SUMMARIES: SummaryParts = {
  make: () => Promise.resolve(fail("A back-fill makes no summary.")),
  channels: {
    toSetting: (name) => name,
    tell: () => Promise.resolve({ kind: "refused", why: "a back-fill tells no channel" }),
  },
  webUrl: "https://github.com",
};

/** What a back-fill works with, whoever signs its requests. */
async function composeBackfillParts(
  store: ServiceStore,
  { keepMs, secret }: { readonly keepMs: number; readonly secret: string },
  connect: (log: ServiceLog) => Promise<GitHubApp>,
): Promise<BackfillParts> {
  const { PRIVACY_URL } = await import("../check/check-context.ts");
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

/** 13 months, as RETENTION without a word. */
const KEPT_BY_DEFAULT_MS = 396 * 86_400_000;

/** `GITHUB_API_URL` is what GitHub's own workflows set; undefined without a token. */
export async function composeTokenBackfill(repository: string): Promise<OpenBackfill | undefined> {
  const { GITHUB_TOKEN: token, GITHUB_API_URL: baseUrl } = process.env;
  if (token === undefined || token.trim() === "") return undefined;
  const { openStore } = await import("../store/open-store.ts");
  const { createTokenGitHub } = await import("../github/create-token-git-hub.ts");
  const dataDir = await mkdtemp(join(tmpdir(), "throughline-"));
  const store = await openStore({ dataDir, now: machine.now });
  const parts = await composeBackfillParts(
    store,
    // Without the app's secret what it sealed stays sealed.
    { keepMs: KEPT_BY_DEFAULT_MS, secret: machine.owner() },
    async (log) =>
      createTokenGitHub({
        token: token.trim(),
        repository,
        baseUrl: (baseUrl || "https://api.github.com").replace(/\/+$/, ""),
        gate: store,
        now: machine.now,
        log,
      }),
  );
  const close = async (): Promise<void> => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { parts, close };
}

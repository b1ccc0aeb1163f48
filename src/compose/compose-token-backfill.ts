import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenBackfill } from "../cli/command-tools.ts";
import { composeBackfillParts } from "./compose-backfill-parts.ts";
import { machine } from "./machine.ts";

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

import type { Catalog } from "../model/catalog.ts";
import type { Report } from "../report/report.ts";
import { backfillRepositories } from "../workflows/backfill/backfill-repositories.ts";
import { parseSince } from "../workflows/backfill/parse-since.ts";
import {
  gatherStoreMaterial,
  type StoreMaterialFailure,
  type StoreMaterialRequest,
} from "../workflows/report/gather-store-material.ts";
import { buildStoreReport } from "../workflows/report/make-report.ts";
import { listBackfillSentences, renderBackfillProgress } from "./backfill-sentences.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";

/** A report of what GitHub itself tells the holder of a token: no service is asked and nothing is kept. */
export async function readBackfilledReport(
  request: StoreMaterialRequest,
  tools: CommandTools,
  failWith: (failure: StoreMaterialFailure, tools: CommandTools) => never,
): Promise<{ readonly report: Report; readonly catalog: Catalog }> {
  const { terminal } = tools;
  if (!/^[\w.-]+\/[\w.-]+$/.test(request.repository)) {
    throw new CommandFailure("--repo takes owner/name, such as acme/shop.", EXIT.usage);
  }
  const opened = await tools.openTokenBackfill(request.repository);
  if (opened === undefined) {
    throw new CommandFailure(
      "--backfill reads from GitHub with the token in GITHUB_TOKEN, and there is none.",
      EXIT.authenticationNeeded,
    );
  }
  try {
    const { parts } = opened;
    const [result] = await backfillRepositories(parts, {
      names: [request.repository],
      sinceMs: findSinceMs(request, parts.context),
      onProgress: (progress) => terminal.showProgress(renderBackfillProgress(progress)),
    });
    terminal.showProgress("");
    if (result?.kind !== "ended") {
      const why = result?.kind === "failed" ? result.message : "GitHub shows no such repository to it.";
      throw new CommandFailure(`${request.repository} can't be read with the token in GITHUB_TOKEN: ${why}`);
    }
    for (const sentence of listBackfillSentences(result)) terminal.say(sentence);
    const material = await gatherStoreMaterial(parts.context.store, request);
    if (!material.ok) failWith(material.error, tools);
    return {
      report: await buildStoreReport(material.value, "backfill"),
      catalog: material.value.catalog,
    };
  } finally {
    await opened.close();
  }
}

/** The window and the one before it, of the same length; without `--since` as much as a service would keep. */
function findSinceMs(
  { since }: StoreMaterialRequest,
  { now, keepMs }: { readonly now: () => number; readonly keepMs: number },
): number {
  if (since === undefined) return now() - keepMs;
  const parsed = parseSince(since, now());
  if (!parsed.ok) throw new CommandFailure(parsed.error, EXIT.usage);
  return Math.max(0, 2 * parsed.value - now());
}

import type { Catalog } from "../model/catalog.ts";
import { buildReport } from "../report/build-report.ts";
import type { Report } from "../report/report.ts";
import { type GitMaterial, gatherGitMaterial } from "../workflows/gather-git-material.ts";
import type { CommandTools } from "./command-tools.ts";
import { failWithMaterial } from "./fail-with-material.ts";
import type { GitOptions } from "./git-options.ts";
import { readGitCatalog } from "./read-git-catalog.ts";
import { sayGitNotes } from "./say-git-notes.ts";

/** The report of the clone's window, and the catalog behind it; a failure ends the command with its sentence. */
export async function readGitReport(
  options: GitOptions,
  tools: CommandTools,
): Promise<{ readonly report: Report; readonly catalog: Catalog; readonly webAddress?: string }> {
  const { facts, catalog, window, walk } = await readGitMaterial(options, tools);
  const report = buildReport({
    changes: walk.changes,
    previous: walk.previous,
    catalog,
    window,
    source: "git",
    repository: facts.repository,
  });
  const { webAddress } = facts;
  return { report, catalog, ...(webAddress === undefined ? {} : { webAddress }) };
}

async function readGitMaterial(options: GitOptions, tools: CommandTools): Promise<GitMaterial> {
  const { terminal } = tools;
  const history = await tools.openHistory(options.git);
  const material = await gatherGitMaterial(history, {
    catalog: await readGitCatalog(options, history, tools),
    ...(options.since === undefined ? {} : { since: options.since }),
    ...(options.until === undefined ? {} : { until: options.until }),
    onProgress: (assessed) => terminal.showProgress(`Reading history: ${assessed} changes`),
  });
  terminal.showProgress("");
  if (!material.ok) failWithMaterial(material.error, tools);
  sayGitNotes({ ...material.value, until: options.until }, tools);
  return material.value;
}

import type { Catalog } from "../model/catalog.ts";
import type { Report } from "../report/report.ts";
import { buildGitReport } from "../workflows/build-git-report.ts";
import { gatherGitMaterial } from "../workflows/gather-git-material.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure } from "./exit-code.ts";
import { failWithMaterial } from "./fail-with-material.ts";
import type { GitOptions } from "./git-options.ts";
import { readGitCatalog } from "./read-git-catalog.ts";
import { sayGitNotes } from "./say-git-notes.ts";

/** The report of the clone's window, and the catalog behind it; a failure ends the command with its sentence. */
export async function readGitReport(
  options: GitOptions,
  tools: CommandTools,
): Promise<{ readonly report: Report; readonly catalog: Catalog; readonly webAddress?: string }> {
  const { terminal } = tools;
  const history = await tools.openHistory(options.git);
  const material = await gatherGitMaterial(history, {
    catalog: await readGitCatalog(options, history, tools),
    ...(options.since === undefined ? {} : { since: options.since }),
    ...(options.until === undefined ? {} : { until: options.until }),
  });
  if (!material.ok) failWithMaterial(material.error, tools);
  const report = await buildGitReport(history, {
    ...material.value,
    onProgress: (assessed) => terminal.showProgress(`Reading history: ${assessed} changes`),
  });
  terminal.showProgress("");
  if (!report.ok) throw new CommandFailure(report.error);
  sayGitNotes({ ...material.value, until: options.until }, tools);
  const { catalog, facts } = material.value;
  const { webAddress } = facts;
  return { report: report.value, catalog, ...(webAddress === undefined ? {} : { webAddress }) };
}

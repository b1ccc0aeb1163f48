import type { Catalog } from "../model/catalog.ts";
import type { Report } from "../report/report.ts";
import { buildGitReport, gatherGitMaterial } from "../workflows/gather-git-material.ts";
import {
  gatherStoreMaterial,
  type StoreMaterialFailure,
  type StoreMaterialRequest,
} from "../workflows/report/gather-store-material.ts";
import { buildStoreReport } from "../workflows/report/make-report.ts";
import { showProblem } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";
import { failWithMaterial, failWithSettings } from "./failures.ts";
import { sayGitNotes } from "./git-notes.ts";
import { readBackfilledReport } from "./read-backfilled-report.ts";
import { readGitCatalog } from "./read-git-catalog.ts";
import type { GitOptions, SourceOptions } from "./source-options.ts";

export interface ReportSource extends SourceOptions {
  /** With `repo`: only what carries this label. */
  readonly label?: string;
  /** With `repo`: only what belongs to the milestone of this title. */
  readonly milestone?: string;
}

/**
 * The report of the window, the catalog behind it, and where its pull requests can be read, as far as that is known; a
 * failure ends the command with its sentence.
 */
export async function readReport(
  options: ReportSource,
  tools: CommandTools,
): Promise<{ readonly report: Report; readonly catalog: Catalog; readonly webAddress?: string }> {
  const { git, repo, backfill, catalog, label, milestone, ...days } = options;
  if (git !== undefined && repo !== undefined) {
    throw new CommandFailure("--git and --repo are two places to read from; give one of them.", EXIT.usage);
  }
  if (backfill && repo === undefined) {
    throw new CommandFailure("--backfill goes with --repo OWNER/NAME.", EXIT.usage);
  }
  if (git !== undefined) {
    if (label !== undefined) {
      throw new CommandFailure("--label goes with --repo: a clone knows no labels.", EXIT.usage);
    }
    if (milestone !== undefined) {
      throw new CommandFailure("--milestone goes with --repo: a clone holds no milestones.", EXIT.usage);
    }
    return readGitReport({ ...options, git }, tools);
  }
  if (repo === undefined) {
    throw new CommandFailure(
      "Say where the changes are: --git PATH for a local clone, or --repo OWNER/NAME for what the service keeps.",
      EXIT.usage,
    );
  }
  if (catalog !== undefined) {
    throw new CommandFailure(
      "--catalog goes with --git: of a repository the catalog that the service knows counts.",
      EXIT.usage,
    );
  }
  const { since, until } = days;
  const request = {
    repository: repo,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(label === undefined ? {} : { label }),
    ...(milestone === undefined ? {} : { milestone }),
  };
  return backfill ? readBackfilledReport(request, tools, failWith) : readStoreReport(request, tools);
}

async function readStoreReport(
  request: StoreMaterialRequest,
  tools: CommandTools,
): Promise<{ readonly report: Report; readonly catalog: Catalog }> {
  const store = await tools.openReportStore();
  if (!store.ok) failWithSettings(store.error, tools);
  try {
    const material = await gatherStoreMaterial(store.value, request);
    if (!material.ok) failWith(material.error, tools);
    return { report: await buildStoreReport(material.value), catalog: material.value.catalog };
  } finally {
    await store.value.close();
  }
}

function failWith(failure: StoreMaterialFailure, { terminal }: CommandTools): never {
  switch (failure.kind) {
    case "broken-catalog":
      for (const problem of failure.problems) {
        if (problem.severity === "error") terminal.say(showProblem(problem));
      }
      throw new CommandFailure(
        "The catalog has errors, so nothing was read; mend them on the default branch.",
      );
    case "usage":
      throw new CommandFailure(failure.message, EXIT.usage);
    case "sentence":
      throw new CommandFailure(failure.message);
  }
}

/** The report of the clone's window, and the catalog behind it; a failure ends the command with its sentence. */
async function readGitReport(
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

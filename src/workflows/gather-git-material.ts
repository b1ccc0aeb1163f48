import { CATALOG_PATHS } from "../catalog/catalog-limits.ts";
import { findRetiredMetrics } from "../catalog/find-retired-metrics.ts";
import { buildCatalog } from "../catalog/parse-catalog.ts";
import type { Catalog } from "../model/catalog.ts";
import type { TimeSpan } from "../model/reading.ts";
import { fail, type Problem, type Result, succeed } from "../model/result.ts";
import { createReportBuilder } from "../report/create-report-builder.ts";
import type { Report } from "../report/report.ts";
import { compilePolicy, type Policy } from "../tagging/compile-policy.ts";
import { parseWindow } from "./parse-window.ts";
import type { ChangeHistory, RepositoryFacts } from "./ports/change-history.ts";
import { watchHistory } from "./service-memory.ts";
import { walkGitHistory } from "./walk-git-history.ts";

/** What a report or an explanation of a local clone is built from, but the changes, which are walked once. */
export interface GitMaterial {
  readonly facts: RepositoryFacts;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly window: TimeSpan;
  /** Problems of the catalog that are no errors. */
  readonly problems: readonly Problem[];
}

export type GitMaterialFailure =
  /** One sentence. */
  | { readonly kind: "sentence"; readonly message: string }
  /** `--since` or `--until` is wrong. */
  | { readonly kind: "usage"; readonly message: string }
  | { readonly kind: "broken-catalog"; readonly problems: readonly Problem[] };

interface CatalogText {
  readonly text: string;
  readonly file: string;
}

interface GitMaterialRequest {
  /** The clone's. */
  readonly catalog?: CatalogText;
  /** The organisation's, below it. At least one of the two is there. */
  readonly organisation?: CatalogText;
  readonly since?: string;
  readonly until?: string;
}

/** Gathers what a local clone tells of a window: its facts, the catalog with what was retired from it, and the span. */
export async function gatherGitMaterial(
  history: ChangeHistory,
  request: GitMaterialRequest,
): Promise<Result<GitMaterial, GitMaterialFailure>> {
  const facts = await history.readRepository();
  if (!facts.ok) return fail({ kind: "sentence", message: facts.error.message });
  const { catalog, problems } = buildCatalog([
    ...(request.organisation === undefined
      ? []
      : [{ layer: "organisation" as const, ...request.organisation }]),
    ...(request.catalog === undefined ? [] : [{ layer: "repository" as const, ...request.catalog }]),
  ]);
  if (catalog === undefined) return fail({ kind: "broken-catalog", problems });
  const window = parseWindow({
    ...(request.since === undefined ? {} : { since: request.since }),
    ...(request.until === undefined ? {} : { until: request.until }),
    windowDays: catalog.report.windowDays,
    newestLandedAtMs: facts.value.newestLandedAtMs,
  });
  if (!window.ok) return fail({ kind: "usage", message: window.error });
  // What landed may claim a metric that the catalog no longer has: that is an answer, of a retired key.
  const versions = await history.readVersions(CATALOG_PATHS);
  const retired = findRetiredMetrics(
    catalog,
    versions.filter((text) => text !== request.catalog?.text),
  );
  return succeed({
    facts: facts.value,
    catalog,
    policy: compilePolicy(catalog, "private", retired),
    window: window.value,
    problems,
  });
}

interface GitReportRequest extends Pick<GitMaterial, "facts" | "catalog" | "policy" | "window"> {
  /** Called after every 500 changes with their count so far, for a progress line. */
  readonly onProgress?: (assessed: number) => void;
}

/**
 * The report of a clone's window, of any length: each change is read, assessed, counted and let go. The failure is one
 * sentence: the history cannot be read to its end.
 */
export async function buildGitReport(
  history: ChangeHistory,
  request: GitReportRequest,
): Promise<Result<Report, string>> {
  const { facts, catalog, window } = request;
  const builder = createReportBuilder({ catalog, window, source: "git", repository: facts.repository });
  const watched = watchHistory(history);
  try {
    return succeed(builder.finish(await walkGitHistory(watched, { ...request, taker: builder })));
  } catch (error) {
    if (error !== watched.failure() || !(error instanceof Error)) throw error;
    return fail(error.message);
  }
}

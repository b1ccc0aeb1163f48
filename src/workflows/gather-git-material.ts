import { buildCatalog } from "../catalog/build-catalog.ts";
import { CATALOG_PATHS } from "../catalog/catalog-paths.ts";
import { findRetiredMetrics } from "../catalog/find-retired-metrics.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Problem } from "../model/problem.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import type { TimeSpan } from "../model/time-span.ts";
import { compilePolicy, type Policy } from "../tagging/compile-policy.ts";
import { parseWindow } from "./parse-window.ts";
import type { ChangeHistory, RepositoryFacts } from "./ports/change-history.ts";

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

export interface GitMaterialRequest {
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

import { type AreaMatcher, compileAreas } from "../catalog/find-areas.ts";
import { compileGlobs } from "../catalog/globs.ts";
import { hashContent } from "../catalog/hash-content.ts";
import { compileVocabulary, type Vocabulary } from "../catalog/resolve-metric.ts";
import type { Area, Catalog, Metric, Visibility } from "../model/catalog.ts";
import { compileKeywords, type KeywordMatcher } from "./match-keywords.ts";
import { compileMetricNames, type MetricNames } from "./metric-names.ts";

/** A catalog compiled once for any number of changes of one repository. */
export interface Policy {
  readonly catalog: Catalog;
  /** Private metrics are neither suggested nor named nor understood where this is `public`. */
  readonly repositoryVisibility: Visibility;
  /** Knows the metrics that may be named here: a private one is to what people write like one that is not there. */
  readonly vocabulary: Vocabulary;
  /** Of what may be shown here: another edition of the catalog in the eyes of its readers. */
  readonly version: string;
  /** Metrics that may be suggested and named here, by key, in catalog order. */
  readonly shownMetrics: ReadonlyMap<string, Metric>;
  /** Place in the catalog of each metric that may be shown. */
  readonly shownPlaces: ReadonlyMap<string, number>;
  /** Areas by key, in catalog order. */
  readonly areasByKey: ReadonlyMap<string, Area>;
  readonly areas: AreaMatcher;
  readonly isExemptPath: (path: string) => boolean;
  readonly keywords: KeywordMatcher;
  readonly names: MetricNames;
}

/**
 * @param repositoryVisibility of the repository whose changes are assessed; a local clone counts as private.
 * @param retired metrics that the catalog had once: what landed may name them. They are never suggested.
 */
export function compilePolicy(
  catalog: Catalog,
  repositoryVisibility: Visibility = "private",
  retired: readonly Metric[] = [],
): Policy {
  const shown = catalog.metrics.filter(
    (metric) => repositoryVisibility === "private" || metric.visibility === "public",
  );
  const isWhole = shown.length === catalog.metrics.length;
  const vocabulary = withRetired(
    compileVocabulary({ metrics: shown }),
    retired.filter((metric) => repositoryVisibility === "private" || metric.visibility === "public"),
  );
  return {
    catalog,
    repositoryVisibility,
    vocabulary: isWhole
      ? vocabulary
      : { ...vocabulary, withHidden: withRetired(compileVocabulary(catalog), retired) },
    version: isWhole ? catalog.version : hashContent(listShownContent(catalog, shown)),
    shownMetrics: new Map(shown.map((metric) => [metric.key, metric])),
    shownPlaces: new Map(shown.map((metric, place) => [metric.key, place])),
    areasByKey: new Map(catalog.areas.map((area) => [area.key, area])),
    areas: compileAreas(catalog.areas),
    isExemptPath: compileGlobs(catalog.prompt.exempt.paths),
    keywords: compileKeywords(shown),
    names: compileMetricNames(shown),
  };
}

/** What hangs on the catalog in a public check, without what its readers must not know of. */
function listShownContent(catalog: Catalog, metrics: readonly Metric[]): unknown {
  const { prompt, insight } = catalog;
  const keys = new Set(metrics.map(({ key }) => key));
  const areas = catalog.areas
    .map((area) => ({ ...area, metrics: area.metrics.filter((key) => keys.has(key)) }))
    .filter((area) => area.metrics.length > 0);
  const shown = metrics.map((metric) => ({
    ...metric,
    drives: metric.drives.filter((drive) => keys.has(drive.metric)),
    guardrails: metric.guardrails.filter((key) => keys.has(key)),
  }));
  return { metrics: shown, areas, prompt, insight };
}

/** Today's words first: a word of a retired metric may mean another one by now. */
function withRetired(vocabulary: Vocabulary, retired: readonly Metric[]): Vocabulary {
  if (retired.length === 0) return vocabulary;
  const former = compileVocabulary({ metrics: retired });
  const words = new Set([...vocabulary.words, ...former.words]);
  return {
    ...vocabulary,
    words: [...words].sort((left, right) => right.length - left.length || (left < right ? -1 : 1)),
    resolve: (word) => vocabulary.resolve(word) ?? former.resolve(word),
  };
}

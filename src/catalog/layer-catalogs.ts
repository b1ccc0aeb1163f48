import type { Catalog, Origin } from "../model/catalog.ts";
import type { Problem } from "../model/result.ts";
import { assembleCatalog } from "./assemble-catalog.ts";
import type { CatalogLayer } from "./catalog-layer.ts";
import { compareProblems, type LayerProblem, limitProblems, toProblem } from "./catalog-problem.ts";
import { checkMeaning } from "./check-catalog.ts";
import { DEFAULT_POLICY } from "./default-policy.ts";
import { findNearWord } from "./find-nearest-words.ts";
import {
  isKeptFromPublic,
  type KeptOut,
  type Setting,
  type Settings,
  toDefaultSettings,
  toSettings,
  uniteSettings,
} from "./unite-settings.ts";

export interface LayeredCatalog {
  /** Undefined exactly where a problem is an error: a broken catalog is never half applied. */
  readonly catalog: Catalog | undefined;
  /** In the order of the layers, then of their lines. */
  readonly problems: readonly Problem[];
}

/** Applies layers over the defaults, farthest first, and checks what they say together. */
export function layerCatalogs(
  layers: readonly { readonly layer: Origin["layer"]; readonly content: CatalogLayer }[],
): LayeredCatalog {
  const settings = cutSecretLinks(layers, unite(layers));
  const catalog = assembleCatalog(settings);
  const nearest = layers.at(-1)?.content;
  const found: readonly LayerProblem[] = [
    ...checkLocks(layers, settings.keptOut),
    ...(nearest?.visibility === "public"
      ? checkApart(layers, settings)
      : checkMeaning(catalog, settings.values)),
    ...(catalog.metrics.length === 0 && nearest !== undefined ? [toNoMetrics(nearest)] : []),
  ];
  const problems = layers.flatMap(({ content }) =>
    limitProblems(
      found
        .filter((each) => each.layer === content)
        .map(toLocated)
        .sort(compareProblems),
    ),
  );
  return {
    catalog: problems.some((problem) => problem.severity === "error") ? undefined : catalog,
    problems,
  };
}

type Layers = Parameters<typeof layerCatalogs>[0];

function unite(layers: Layers): Settings {
  return layers
    .map(({ layer, content }) => toSettings(content, layer))
    .reduce(uniteSettings, toDefaultSettings());
}

/**
 * Where a public file is the nearest, a link to a metric that its readers must not know of goes nowhere: else a public
 * metric of the same key would be drawn and suggested as if it were that one.
 */
function cutSecretLinks(layers: Layers, settings: Settings): Settings {
  const closed = layers.filter(({ content }) => content.visibility === "private");
  if (layers.at(-1)?.content.visibility !== "public" || closed.length === 0) return settings;
  const secret = new Set(
    [...unite(closed).values].flatMap(([path, setting]) =>
      isKeptFromPublic(path, setting) ? [path.slice(path.indexOf(".") + 1)] : [],
    ),
  );
  const isOpen = (link: string | { readonly metric: string }): boolean =>
    !secret.has(typeof link === "string" ? link : link.metric);
  const values = [...settings.values].map(([path, setting]): [string, Setting] => {
    const isOfClosed = closed.some(({ content }) => content === setting.layer);
    if (
      !isOfClosed ||
      !/^(?:metrics|areas)\./u.test(path) ||
      (path.startsWith("metrics.") && isKeptFromPublic(path, setting))
    ) {
      return [path, setting];
    }
    const { drives, guardrails, metrics, ...rest } = setting.value as Linking;
    const cut = {
      ...rest,
      ...(drives && { drives: drives.filter(isOpen) }),
      ...(guardrails && { guardrails: guardrails.filter(isOpen) }),
      ...(metrics && { metrics: metrics.filter(isOpen) }),
    };
    return [path, { ...setting, value: cut }];
  });
  return { ...settings, values: new Map(values) };
}

/** What a metric or an area of a file names of metrics. */
interface Linking {
  readonly drives?: readonly (string | { readonly metric: string })[];
  readonly guardrails?: readonly string[];
  readonly metrics?: readonly string[];
}

/**
 * What a public file may be told must not hang on what stands in a file that its readers can't read: there a key that
 * is private reads like one that does not exist, or whoever proposes a catalog could try keys. And what is wrong with
 * the others must not hang on the public one.
 */
function checkApart(layers: Layers, settings: Settings): readonly LayerProblem[] {
  const closed = layers.filter(({ content }) => content.visibility === "private");
  const isClosed = (layer: CatalogLayer): boolean => closed.some(({ content }) => content === layer);
  const values = new Map([...settings.values].filter(([path, setting]) => !isKeptFromPublic(path, setting)));
  const alone = unite(closed);
  return [
    ...checkMeaning(assembleCatalog({ ...settings, values }), values).filter(({ layer }) => !isClosed(layer)),
    ...(closed.length === 0 ? [] : checkMeaning(assembleCatalog(alone), alone.values)),
  ];
}

function toNoMetrics(layer: CatalogLayer): LayerProblem {
  const message = "The catalog has no metric, so nothing can be answered; add one under metrics";
  return { layer, path: "", part: "value", code: "no-metrics", message };
}

function toLocated({ layer, path, part, ...detail }: LayerProblem): Problem {
  return toProblem({ file: layer.file, ...layer.findPosition(path, part) }, detail);
}

/** Locks that name nothing, locks outside the organisation's catalog, and values that a lock keeps out. */
function checkLocks(
  layers: readonly { readonly layer: Origin["layer"]; readonly content: CatalogLayer }[],
  keptOut: readonly KeptOut[],
): readonly LayerProblem[] {
  return [
    ...layers.flatMap(({ layer, content }) => checkLocked(content, layer)),
    ...keptOut.map(({ path, layer, lock, lockedBy }): LayerProblem => {
      const message = `${path} is ignored: ${lockedBy ?? "the organisation's catalog"} locks ${lock}; remove it here`;
      return { layer, path, part: "key", code: "locked", message };
    }),
  ];
}

function checkLocked(layer: CatalogLayer, rank: Origin["layer"]): readonly LayerProblem[] {
  const { locked = [] } = layer.content;
  const unknown = locked.flatMap((path, position): readonly LayerProblem[] => {
    if (isLockable(path)) return [];
    const suggestion = findNearWord(path, [...LOCKABLE]);
    const advice =
      suggestion === undefined
        ? "name a policy, metrics.<key> or areas.<key>"
        : `did you mean "${suggestion}"?`;
    const message = `"${path}" is nothing that can be locked; ${advice}`;
    return [{ layer, path: `locked.${position}`, part: "value", code: "unknown-lock", message, suggestion }];
  });
  if (locked.length === 0 || rank === "organisation") return unknown;
  const message = "locked counts in the organisation's catalog alone; here it does nothing";
  return [...unknown, { layer, path: "locked", part: "key", code: "lock-without-effect", message }];
}

/** `prompt`, `prompt.exempt` and `prompt.exempt.paths`, for each value of a policy. */
const LOCKABLE: ReadonlySet<string> = new Set([
  "metrics",
  "areas",
  ...[...Object.keys(DEFAULT_POLICY), "summary.repository"].flatMap((path) =>
    path.split(".").map((_, position, segments) => segments.slice(0, position + 1).join(".")),
  ),
]);

function isLockable(path: string): boolean {
  return LOCKABLE.has(path) || /^(?:metrics|areas)\.[^.]+$/u.test(path);
}

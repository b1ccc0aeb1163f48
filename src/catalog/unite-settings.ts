import type { Origin, Visibility } from "../model/catalog.ts";
import type { CatalogLayer } from "./catalog-layer.ts";
import { DEFAULT_POLICY, isPolicyPath } from "./default-policy.ts";

/** One value that layers can override: a metric, an area, or a scalar or list of a policy. */
export interface Setting {
  readonly value: unknown;
  readonly origin: Origin;
  /** Absent for defaults. */
  readonly layer?: CatalogLayer;
}

/** A nearer value that a lock of a farther layer keeps out. */
export interface KeptOut {
  readonly path: string;
  readonly layer: CatalogLayer;
  readonly lock: string;
  /** The file that locks it; absent where not everybody who reads the nearer one may read that. */
  readonly lockedBy?: string;
}

/** What one layer says, or several layers say together. */
export interface Settings {
  /** Dotted path (`metrics.refund-rate`, `prompt.mode`) -> value; keys in the order of the files, farthest first. */
  readonly values: ReadonlyMap<string, Setting>;
  /** Dotted path -> the layer that locks it. */
  readonly locks: ReadonlyMap<string, CatalogLayer>;
  readonly keptOut: readonly KeptOut[];
}

export function toDefaultSettings(): Settings {
  const origin: Origin = { layer: "defaults" };
  const values = new Map(Object.entries(DEFAULT_POLICY).map(([path, value]) => [path, { value, origin }]));
  return { values, locks: new Map(), keptOut: [] };
}

export function toSettings(layer: CatalogLayer, rank: Origin["layer"]): Settings {
  const values = new Map<string, Setting>();
  const readers = layer.visibility === undefined ? {} : { visibility: layer.visibility };
  const add = (path: string, value: unknown): void => {
    const { line } = layer.findPosition(path, "key");
    values.set(path, { value, origin: { layer: rank, file: layer.file, line, ...readers }, layer });
  };
  const { metrics = {}, areas = {}, version: _, _extends, locked = [], ...policies } = layer.content;
  for (const [path, metric] of listInFileOrder(layer, "metrics", metrics)) add(path, metric);
  for (const [path, area] of listInFileOrder(layer, "areas", areas)) add(path, area);
  for (const [path, value] of listPolicyValues("", policies)) add(path, value);
  const locks = rank === "organisation" ? locked.map((path) => [path, layer] as const) : [];
  return { values, locks: new Map(locks), keptOut: [] };
}

/**
 * The nearer settings over the farther ones: entries replace whole, and a lock of the farther ones keeps the nearer
 * ones out. Associative, so layers may be united in any grouping.
 */
export function uniteSettings(farther: Settings, nearer: Settings): Settings {
  const values = new Map(farther.values);
  const keptOut = [...farther.keptOut, ...nearer.keptOut];
  for (const [path, setting] of nearer.values) {
    const known = values.get(path);
    const isUnseen = known !== undefined && isKeptFromPublic(path, known) && isPublic(setting.layer);
    const lock = findLock(farther.locks, path);
    const lockedBy = lock === undefined ? undefined : farther.locks.get(lock);
    const isSecretLock = lock === path && isPublic(setting.layer) && !isPublic(lockedBy) && isEntry(path);
    if (lock === undefined || (isSecretLock && (known === undefined || isUnseen))) {
      // Whoever writes a key into a public file must not learn that a private one has it: it stands as a new one does.
      if (isUnseen) values.delete(path);
      values.set(path, setting);
    } else if (setting.layer !== undefined) {
      const isTold = lockedBy !== undefined && (isPublic(lockedBy) || !isPublic(setting.layer));
      keptOut.push({ path, layer: setting.layer, lock, ...(isTold ? { lockedBy: lockedBy.file } : {}) });
    }
  }
  return { values, locks: new Map([...nearer.locks, ...farther.locks]), keptOut };
}

/**
 * An entry that the readers of a public file must not learn of: an area of a file that is not public, or a metric
 * there that does not say that it is.
 */
export function isKeptFromPublic(path: string, { layer, value }: Setting): boolean {
  if (layer?.visibility !== "private" || !isEntry(path)) return false;
  const { visibility = layer.visibility } = value as { readonly visibility?: Visibility };
  return path.startsWith("areas.") || visibility === "private";
}

function isEntry(path: string): boolean {
  return path.startsWith("metrics.") || path.startsWith("areas.");
}

function isPublic(layer: CatalogLayer | undefined): boolean {
  return layer?.visibility === "public";
}

/** An object would put keys such as `404` first. */
function listInFileOrder(
  layer: CatalogLayer,
  section: string,
  entries: Readonly<Record<string, unknown>>,
): readonly (readonly [path: string, value: unknown])[] {
  return Object.entries(entries)
    .map(([key, value]) => ({
      path: `${section}.${key}`,
      value,
      at: layer.findPosition(`${section}.${key}`, "key"),
    }))
    .sort((left, right) => left.at.line - right.at.line || left.at.column - right.at.column)
    .map(({ path, value }) => [path, value]);
}

/** `report.thresholds` locks `report.thresholds.fix_days`. */
function findLock(locks: ReadonlyMap<string, unknown>, path: string): string | undefined {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    if (locks.has(at)) return at;
  }
  return undefined;
}

function listPolicyValues(
  path: string,
  value: unknown,
): readonly (readonly [path: string, value: unknown])[] {
  if (value === undefined) return [];
  if (isPolicyPath(path)) return [[path, value]];
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, inner]) =>
    listPolicyValues(path === "" ? key : `${path}.${key}`, inner),
  );
}

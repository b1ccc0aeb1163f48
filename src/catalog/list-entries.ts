import type { CatalogLayer } from "./catalog-layer.ts";
import type { CatalogFile } from "./catalog-schema.ts";
import type { Setting } from "./unite-settings.ts";

type MetricFile = NonNullable<CatalogFile["metrics"]>[string];
type AreaFile = NonNullable<CatalogFile["areas"]>[string];

/** A metric or area as it is written in the layer that it came from. */
export interface Entry<File> {
  readonly key: string;
  /** `metrics.refund-rate` */
  readonly path: string;
  readonly file: File;
  readonly layer: CatalogLayer;
}

export interface Entries {
  readonly metrics: readonly Entry<MetricFile>[];
  readonly areas: readonly Entry<AreaFile>[];
}

/** The metrics and areas that count after layering, in catalog order. */
export function listEntries(settings: ReadonlyMap<string, Setting>): Entries {
  return { metrics: listUnder("metrics.", settings), areas: listUnder("areas.", settings) };
}

function listUnder<File>(prefix: string, settings: ReadonlyMap<string, Setting>): readonly Entry<File>[] {
  return [...settings].flatMap(([path, { value, layer }]) =>
    path.startsWith(prefix) && layer !== undefined
      ? [{ key: path.slice(prefix.length), path, file: value as File, layer }]
      : [],
  );
}

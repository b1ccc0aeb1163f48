import type { Origin } from "../model/catalog.ts";
import { type LayeredCatalog, layerCatalogs } from "./layer-catalogs.ts";
import { type CatalogSource, parseCatalog } from "./parse-catalog.ts";

export interface LayeredSource extends CatalogSource {
  readonly layer: Origin["layer"];
}

/** The effective catalog of files, farthest layer first. All problems, in the order of the files and their lines. */
export function buildCatalog(sources: readonly LayeredSource[]): LayeredCatalog {
  const parsed = sources.map((source) => ({ layer: source.layer, ...parseCatalogOf(source) }));
  const layers = parsed.flatMap(({ layer, content }) => (content === undefined ? [] : [{ layer, content }]));
  // What the files say together means nothing while one of them can't be read.
  if (layers.length < parsed.length) {
    return { catalog: undefined, problems: parsed.flatMap(({ problems }) => problems) };
  }
  return layerCatalogs(layers);
}

function parseCatalogOf(source: LayeredSource) {
  const { layer: content, problems } = parseCatalog(source);
  return { content, problems };
}

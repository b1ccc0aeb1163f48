import type { Catalog } from "../model/catalog.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import { checkGlobs } from "./check-globs.ts";
import { checkLeads } from "./check-leads.ts";
import { checkMatches } from "./check-matches.ts";
import { checkNames } from "./check-names.ts";
import { checkReferences } from "./check-references.ts";
import { listEntries } from "./list-entries.ts";
import type { Setting } from "./unite-settings.ts";

/** What the schema of one file can't see: references between the metrics and areas of all layers, names, loops. */
export function checkMeaning(
  catalog: Catalog,
  settings: ReadonlyMap<string, Setting>,
): readonly LayerProblem[] {
  const entries = listEntries(settings);
  return [
    ...checkReferences(entries),
    ...checkNames(entries.metrics),
    ...checkGlobs(entries.areas),
    ...checkMatches(entries, settings),
    ...checkLeads(catalog.metrics, entries.metrics),
  ];
}

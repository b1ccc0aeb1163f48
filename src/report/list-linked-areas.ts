import { NO_AREA } from "./report.ts";

/**
 * Where a claim stands on the map: in each touched area that lists its metric; if none does, in the touched area with
 * most changed files (tie: order of the catalog); without a touched area in `(no area)`.
 * @param touched Keys of the touched areas, most files first.
 */
export function listLinkedAreas(
  touched: readonly string[],
  metric: string,
  metricsOfAreas: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const linked = touched.filter((area) => metricsOfAreas.get(area)?.has(metric));
  return linked.length > 0 ? linked : [touched[0] ?? NO_AREA];
}

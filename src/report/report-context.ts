import type { MetricGraph } from "../catalog/metric-graph.ts";
import type { TimeSpan } from "../model/time-span.ts";
import type { ShownCatalog } from "./shown-catalog.ts";
import type { Tally } from "./tally/tally.ts";

/** What every section is built from. */
export interface ReportContext {
  readonly catalog: ShownCatalog;
  readonly graph: MetricGraph;
  readonly window: TimeSpan;
  readonly tally: Tally;
  readonly previous: Tally | undefined;
  /** Name of a live metric, or `retired: key`. */
  readonly toMetricName: (key: string) => string;
  /** Name of an area, or `(no area)`. */
  readonly toAreaName: (key: string) => string;
}

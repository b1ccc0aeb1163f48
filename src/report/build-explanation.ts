import type { Report } from "./report.ts";

/** What the changes of a span are said to do for each outcome. Also the JSON of `throughline explain --json`. */
export interface Explanation {
  readonly repository: string;
  readonly window: Report["window"];
  readonly coverage: { readonly eligible: number; readonly asked: number; readonly answered: number };
  /** The metric that was asked for. */
  readonly metric?: Report["metrics"][number];
  /** All outcomes, or those that the asked metric leads to, most claims first. */
  readonly outcomes: Report["outcomes"];
  readonly none: number;
  readonly unsure: number;
  readonly notSaid: { readonly changes: number; readonly ids: readonly string[] };
}

/** @param metric A live key of the report's catalog (resolve names and former keys first); throws on any other. */
export function buildExplanation(report: Report, metric?: string): Explanation {
  const asked = metric === undefined ? undefined : findMetric(report, metric);
  return {
    repository: report.repository,
    window: report.window,
    coverage: {
      eligible: report.coverage.eligible,
      asked: report.coverage.asked,
      answered: report.coverage.answered,
    },
    ...(asked === undefined ? {} : { metric: asked }),
    outcomes: asked === undefined ? report.outcomes : listOutcomesOf(report, asked.metric),
    none: report.coverage.none,
    unsure: report.coverage.unsure,
    notSaid: { changes: report.notSaid.changes, ids: report.notSaid.ids },
  };
}

function findMetric(report: Report, key: string): Report["metrics"][number] {
  const metric = report.metrics.find((candidate) => candidate.metric === key);
  if (metric === undefined) {
    throw new Error(`No metric ${JSON.stringify(key)} in this report: pass a key of its catalog.`);
  }
  return metric;
}

/** Outcomes to which `key` leads through `drives`, itself included where it is one. */
function listOutcomesOf(report: Report, key: string): Report["outcomes"] {
  const reached = new Set([key]);
  // A set gives back what is added while it is walked through, each once: a loop ends by itself.
  for (const metric of reached) {
    for (const drive of report.drives) {
      if (drive.from === metric) {
        reached.add(drive.to);
      }
    }
  }
  return report.outcomes.filter((outcome) => reached.has(outcome.metric));
}

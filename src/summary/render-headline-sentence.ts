import { renderIntentSentence } from "../report/render-intent-sentence.ts";
import type { Summary } from "./summary.ts";

/** Intent against actual in the words of the report. @param mark What is done with the name of a metric. */
export function renderHeadlineSentence(
  summary: Pick<Summary, "coverage" | "intent" | "metrics" | "thresholds">,
  mark: (name: string) => string,
): string {
  const { coverage, intent, metrics, thresholds } = summary;
  const names = new Map(metrics.map(({ metric, name }) => [metric, name]));
  const { fewChanges } = thresholds;
  return renderIntentSentence(
    {
      span: "week",
      changes: coverage.changes,
      coverage: { ...coverage, exempt: coverage.exempt.changes },
      notSaid: coverage.notSaid,
      stage: coverage.answered < fewChanges ? "first-answers" : "full",
      thresholds: { fewChanges, fewAnswers: fewChanges },
      intent: {
        most: intent.most,
        told: intent.told,
        focus: intent.focus.map(({ metric, name, claims }) => ({ metric, name, changes: claims.changes })),
      },
      toMetricName: (key) => names.get(key) ?? key,
    },
    mark,
  );
}

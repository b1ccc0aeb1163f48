import { toPlainWord } from "../text/keyboard.ts";
import type { Policy } from "./compile-policy.ts";

export interface LabelledMetric {
  readonly metric: string;
  /** As it stands on the pull request or issue. */
  readonly label: string;
}

/** Metrics that may be shown and list one of the labels, in catalog order. */
export function findLabelled(labels: readonly string[], policy: Policy): readonly LabelledMetric[] {
  const present = new Map(labels.map((label) => [toPlainWord(label), label]));
  if (present.size === 0) {
    return [];
  }
  return [...policy.shownMetrics.values()].flatMap(({ key: metric, labels: wanted }) => {
    const label = wanted.map((word) => present.get(toPlainWord(word))).find((found) => found !== undefined);
    return label === undefined ? [] : [{ metric, label }];
  });
}

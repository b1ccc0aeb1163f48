import type { Assessment } from "../model/assessment.ts";
import type { CheckAction } from "../model/check-output.ts";
import { cutText } from "../text/cut-text.ts";

const LONGEST_DESCRIPTION = 40;

/** Buttons stand only where something is still asked: an answered check has nothing to press. */
export function buildActions({ situation, suggestions }: Assessment): readonly CheckAction[] {
  if (situation.kind !== "unanswered") {
    return [];
  }
  const [suggested] = suggestions;
  const yes: readonly CheckAction[] =
    suggested === undefined
      ? []
      : [
          {
            label: "Yes, as suggested",
            description: cutText(suggested.metric, LONGEST_DESCRIPTION),
            identifier: "yes",
          },
        ];
  return [
    ...yes,
    { label: "No metric", description: "It serves none: a full answer", identifier: "none" },
    { label: "Not sure", description: "Nobody can tell: a full answer", identifier: "unsure" },
  ];
}

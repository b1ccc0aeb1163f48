import { FEWEST_WEEKS } from "../sections/build-shifts.ts";
import type { Summary } from "../summary.ts";
import type { Fold } from "./summary-section.ts";

/** How the page came about: what counts, what does not, and who is not shown. */
export function renderOrigin({ source, thresholds }: Summary): Fold {
  const { fewChanges } = thresholds;
  return {
    title: "How this was made",
    blocks: [
      {
        kind: "items",
        items: [
          source === "git"
            ? "Counted from the commits on the default branch of local clones, by the lines that people wrote in commit messages."
            : "Counted from merged pull requests, by what people said there: a line, a checklist, a command, a button or a label.",
          "Declared: somebody wrote it. Accepted: somebody agreed to a suggestion. Inherited: it came with the issue or change that it was made for. Silence is no claim, and no guess is counted.",
          "A change that claims two metrics counts once under each. A claim says what a change is for, not what it brought about.",
          `A shift compares the week with the median of the four weeks before. It is told of at least ${fewChanges} claims, and where something was asked in ${FEWEST_WEEKS} of the four weeks; shares of fewer than ${fewChanges} changes are not given.`,
          "What not everybody who reads this may read is counted and not named. Nobody is counted, compared or ranked; names stand beside what they are thanked for, in the order in which it landed.",
          "The same changes, answers and catalogs give the same page.",
        ],
      },
    ],
  };
}

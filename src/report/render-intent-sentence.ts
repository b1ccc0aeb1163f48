import { showShare } from "./figures.ts";
import type { Report } from "./report.ts";

/** Of more that tie the names would hide the sentence. */
const MOST_TIED = 3;

/** A whole report, or the same facts of a week. */
interface Facts {
  /** What the sentence calls the days that are counted; `window` where nothing is said. */
  readonly span?: "window" | "week";
  readonly changes: number;
  readonly coverage: Pick<Report["coverage"], "asked" | "answered" | "exempt">;
  readonly notSaid: Pick<Report["notSaid"], "changes">;
  readonly stage: Report["stage"];
  readonly thresholds: Pick<Report["thresholds"], "fewChanges" | "fewAnswers">;
  readonly intent: {
    readonly focus: readonly Pick<Report["intent"]["focus"][number], "metric" | "name" | "changes">[];
    readonly most: Report["intent"]["most"];
    /** `part`: there may be a focus that these readers are not told of, so its absence is not told either. */
    readonly told?: "all" | "part";
  };
  readonly toMetricName: (key: string) => string;
}

/**
 * Intent against actual, always in the same words, so that two weeks can be compared at a glance.
 * @param mark What is done with the name of a metric: nothing, or Markdown's bold.
 */
export function renderIntentSentence(facts: Facts, mark: (name: string) => string): string {
  const { coverage, notSaid } = facts;
  const span = facts.span ?? "window";
  if (facts.changes === 0) {
    return `Nothing landed in this ${span}.`;
  }
  if (coverage.asked === 0) {
    return `Nothing was asked in this ${span}: ${countChanges(facts.changes)} landed, ${coverage.exempt} of them exempt.`;
  }
  const silence = `${notSaid.changes} of ${coverage.asked} say nothing`;
  if (facts.stage === "first-answers") {
    return `Too early to compare: ${coverage.answered} of ${coverage.asked} asked changes are answered, ${silence}; ${facts.thresholds.fewAnswers} answers are needed.`;
  }
  const most = renderMost(facts, mark);
  if (facts.intent.focus.length === 0) {
    const lead = facts.intent.told === "part" ? "" : "No focus is set; ";
    const claims =
      facts.intent.most === null
        ? `none of ${coverage.answered} answered changes claims a metric`
        : `of ${coverage.answered} answered changes most claim ${most}`;
    return startLarge(`${lead}${claims}, ${silence}.`);
  }
  const names = facts.intent.focus.map((focus) => mark(focus.name)).join(" and ");
  return `You set ${names} as the focus; ${renderFocusClaims(facts, mark)}, ${silence}; ${renderRest(facts, most)}.`;
}

function renderFocusClaims(facts: Facts, mark: (name: string) => string): string {
  const { answered } = facts.coverage;
  const few = facts.thresholds.fewChanges;
  const [only, ...others] = facts.intent.focus;
  if (only !== undefined && others.length === 0) {
    return `${only.changes} of ${answered} answered changes (${showShare(only.changes, answered, few)}) claim it`;
  }
  const claims = facts.intent.focus.map(
    (focus) => `${focus.changes} (${showShare(focus.changes, answered, few)}) claim ${mark(focus.name)}`,
  );
  return `of ${answered} answered changes ${claims.join(" and ")}`;
}

function renderRest(facts: Facts, most: string): string {
  const { most: claimed, focus } = facts.intent;
  if (claimed === null) {
    return "no change claims a metric";
  }
  const isFocus =
    focus.length === 1 && claimed.metrics.length === 1 && claimed.metrics[0] === focus[0]?.metric;
  return isFocus ? "no metric is claimed more" : `most went to ${most}`;
}

/** `checkout conversion (26)`, or of a tie `A and B (13 each)`. */
function renderMost(facts: Facts, mark: (name: string) => string): string {
  const { most } = facts.intent;
  if (most === null) {
    return "";
  }
  const names = most.metrics.slice(0, MOST_TIED).map((key) => mark(facts.toMetricName(key)));
  const more = most.metrics.length - names.length;
  const list = more > 0 ? `${names.join(", ")} and ${more} more` : names.join(" and ");
  return `${list} (${most.changes}${most.metrics.length > 1 ? " each" : ""})`;
}

function startLarge(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function countChanges(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}

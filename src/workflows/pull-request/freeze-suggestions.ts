import { CHECK_NAME } from "../../check/check-record.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { CheckRecord } from "../../model/check-record.ts";
import { SHOWN_TO_FEW } from "../../model/shown-to-few.ts";
import { SUGGESTION_SOURCES } from "../../model/suggestion.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/**
 * The assessment with the suggestions that the head's check already shows, as long as the catalog is the same: what
 * lands elsewhere must not rewrite the checks of all open pull requests, and a button means what it said.
 */
export async function freezeSuggestions(look: PullRequestLook, assessment: Assessment): Promise<Assessment> {
  const { context, repository, state, effective } = look;
  const shown = await context.store.findCheck(repository.id, state.headSha, CHECK_NAME);
  const record = shown?.record;
  const isDrafted = assessment.situation.kind === "draft";
  // What landed was shown what its check says, whatever the catalog says since.
  const isOutdated = state.status !== "merged" && record?.catalogVersion !== effective.policy?.version;
  if (record === undefined || isOutdated || isDrafted) return assessment;
  // Shown to fewer readers than there are now: what they may see is suggested anew.
  const isForFew = shown?.shown === SHOWN_TO_FEW || !isForItsReaders(record, effective);
  if (state.status !== "merged" && isForFew) return assessment;
  // Not what landed elsewhere: a bot changed this description since, and its line waits to be confirmed.
  if (assessment.situation.kind === "unanswered" && !hasSameAgent(record, assessment)) return assessment;
  const suggestions = record.suggestions.flatMap(({ metric, reason, source }) => {
    const known = SUGGESTION_SOURCES.find((one) => one === source);
    return known === undefined ? [] : [{ metric, reason, source: known, sureness: 0 }];
  });
  return { ...assessment, suggestions, blind: record.blind };
}

function isForItsReaders({ suggestions }: CheckRecord, { policy }: PullRequestLook["effective"]): boolean {
  return suggestions.every(({ metric }) => policy?.shownMetrics.has(metric) !== false);
}

function hasSameAgent(record: CheckRecord, { suggestions }: Assessment): boolean {
  const isIn = (all: CheckRecord["suggestions"], metric: string) => all.some((one) => one.metric === metric);
  const isKept = suggestions.every(
    ({ metric, source }) => source !== "agent" || isIn(record.suggestions, metric),
  );
  return (
    isKept &&
    record.suggestions.every(({ metric, source }) => source !== "agent" || isIn(suggestions, metric))
  );
}

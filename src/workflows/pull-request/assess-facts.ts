import { CHECK_NAME } from "../../check/check-record.ts";
import { type Assessment, SUGGESTION_SOURCES } from "../../model/assessment.ts";
import type { AssessedChange } from "../../model/change.ts";
import type { CheckRecord } from "../../model/check.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import { SHOWN_TO_FEW } from "../../model/repository.ts";
import { assessPullRequest } from "../../tagging/assess-pull-request.ts";
import { type ClaimHistory, createClaimHistory } from "../../tagging/claim-history.ts";
import { isBlind } from "../../tagging/suggest-metrics.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** What the facts come to by the catalog that holds in the repository. */
export function assessFacts(look: PullRequestLook, facts: PullRequest, history: ClaimHistory): Assessment {
  const { effective, repository, state } = look;
  const { policy } = effective;
  return assessPullRequest({
    pullRequest: facts,
    catalog: toAskingState(effective.state),
    ...(policy === undefined ? {} : { policy }),
    history,
    blind: isBlind({ repositoryId: repository.id, number: state.number }, policy?.catalog.prompt.blind ?? 0),
  });
}

/** A catalog that was taken away must take its questions with it: a check that blocks would do so for ever. */
function toAskingState(state: PullRequestLook["effective"]["state"]): PullRequestLook["effective"]["state"] {
  return state.kind === "absent" ? { kind: "unreadable", reason: "there is no catalog any more" } : state;
}

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

/** Enough for every folder's last claims; a repository of any size costs the same. */
const MOST_CHANGES = 2_000;

/** What people declared on the latest landed changes; counted once and kept until another change lands. */
export async function readClaimHistory({ context, repository }: PullRequestLook): Promise<ClaimHistory> {
  const key = String(repository.id);
  const known = context.memory.histories.find(key);
  const [last] = await context.store.listRecentChanges(repository.id, 1);
  const newest = last?.id ?? "";
  if (known !== undefined && known.newest === newest) return known.history;
  const history = createClaimHistory();
  for (const change of await context.store.listRecentChanges(repository.id, MOST_CHANGES))
    addDeclared(history, change);
  context.memory.histories.delete(key);
  context.memory.histories.set(key, { newest, history });
  return history;
}

/** Adds what people declared of a change; what they only accepted would confirm our own suggestions. */
export function addDeclared(history: ClaimHistory, change: AssessedChange): void {
  const { answer } = change;
  if (answer.kind !== "tags") return;
  const declared = answer.tags.filter(({ provenance }) => provenance === "declared");
  if (declared.length < answer.tags.length) return;
  history.add(
    change,
    declared.map(({ metric }) => metric),
  );
}

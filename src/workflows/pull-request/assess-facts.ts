import type { Assessment } from "../../model/assessment.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import { assessPullRequest } from "../../tagging/assess-pull-request.ts";
import type { ClaimHistory } from "../../tagging/claim-history.ts";
import { isBlind } from "../../tagging/is-blind.ts";
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

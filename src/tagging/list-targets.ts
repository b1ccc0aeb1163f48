import type { Reference, Statement } from "../model/answer.ts";
import type { PullRequest } from "../model/pull-request.ts";
import type { Policy } from "./compile-policy.ts";
import { listSaid } from "./list-said.ts";

/** Targets of every `for #n` that is said of a pull request: to be read before it is assessed. */
export function listTargets(pullRequest: PullRequest, policy: Policy): readonly Reference[] {
  return listSaid(pullRequest, policy.vocabulary).said.flatMap(({ statement }) =>
    statement.kind === "for" ? [statement.target] : [],
  );
}

/** What one pull request says, without following what it points at: the one hop of whoever points at it. */
export function findOwnStatement(pullRequest: PullRequest, policy: Policy): Statement | undefined {
  const { said } = listSaid(pullRequest, policy.vocabulary);
  const definite = said.find(({ statement }) => statement.kind === "tags" || statement.kind === "none");
  return (definite ?? said[0])?.statement;
}

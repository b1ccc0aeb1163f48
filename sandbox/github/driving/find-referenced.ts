import { ensureAccount } from "../actions/accounts.ts";
import type { IssueReference, RepositoryReference } from "../driver.ts";
import { isPullRequest, type PullRequest } from "../json/pull-request-json.ts";
import type { Simulation } from "../simulation.ts";
import type { CheckRun, Comment, Installation, Issue, Repository } from "../world/entities.ts";
import { findRepositoryByName } from "../world/find-repository.ts";
import { toIssueKey } from "../world/world.ts";

export function findRepository(
  { world }: Simulation,
  reference: RepositoryReference,
): Repository | undefined {
  if (typeof reference === "number") return world.repositories.find(reference);
  const [owner = "", name = ""] = reference.split("/");
  return findRepositoryByName(world, owner, name)?.repository;
}

export function requireRepository(simulation: Simulation, reference: RepositoryReference): Repository {
  return require(findRepository(simulation, reference), `repository ${reference}`);
}

export function requireIssue(simulation: Simulation, { repository, number }: IssueReference): Issue {
  const home = requireRepository(simulation, repository);
  const issue = simulation.world.issues.find(toIssueKey(home.id, number));
  return require(issue, `issue ${repository}#${number}`);
}

export function requirePull(simulation: Simulation, reference: IssueReference): PullRequest {
  const issue = requireIssue(simulation, reference);
  return require(isPullRequest(issue)
    ? issue
    : undefined, `pull request ${reference.repository}#${reference.number}`);
}

export function requireComment({ world }: Simulation, id: number): Comment {
  return require(world.comments.find(id), `comment ${id}`);
}

export function requireCheckRun({ world }: Simulation, id: number): CheckRun {
  return require(world.checkRuns.find(id), `check run ${id}`);
}

export function requireInstallation({ world }: Simulation, id: number): Installation {
  return require(world.installations.find(id), `installation ${id}`);
}

export function toAccountId(simulation: Simulation, login: string): number {
  return ensureAccount(simulation, login).id;
}

function require<Row>(row: Row | undefined, what: string): Row {
  if (row === undefined) throw new Error(`The simulated GitHub has no ${what}.`);
  return row;
}

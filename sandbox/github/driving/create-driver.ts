import type { Driver } from "../driver.ts";
import { isPullRequest } from "../json/pull-request-json.ts";
import type { Simulation } from "../simulation.ts";
import { findFile } from "../world/commits.ts";
import { toBranchKey, toHeadKey, toIssueKey } from "../world/world.ts";
import { driveChecks } from "./drive-checks.ts";
import { driveDiscussion } from "./drive-discussion.ts";
import { driveInstallations } from "./drive-installations.ts";
import { drivePullRequests } from "./drive-pull-requests.ts";
import { driveRepositories } from "./drive-repositories.ts";
import { findRepository, requireIssue, requireRepository } from "./find-referenced.ts";

export function createDriver(simulation: Simulation): Driver {
  return {
    ...driveInstallations(simulation),
    ...drivePullRequests(simulation),
    ...driveDiscussion(simulation),
    ...driveChecks(simulation),
    ...driveRepositories(simulation),
    ...createReader(simulation),
  };
}

type Reader = Pick<
  Driver,
  | "findRepository"
  | "findBranch"
  | "readFile"
  | "findIssue"
  | "listPullRequests"
  | "listLabels"
  | "listComments"
  | "listReactions"
  | "listCheckRuns"
  | "findAccount"
>;

/** The true state, for what tests assert. */
function createReader(simulation: Simulation): Reader {
  const { world } = simulation;
  return {
    findRepository: (reference) => findRepository(simulation, reference),
    findBranch: (reference, name) =>
      world.branches.find(toBranchKey(requireRepository(simulation, reference).id, name)),
    readFile({ repository: reference, path }) {
      const repository = requireRepository(simulation, reference);
      const tip = world.branches.find(toBranchKey(repository.id, repository.defaultBranch));
      return tip === undefined ? undefined : findFile(world, tip.sha, path);
    },
    findIssue: ({ repository, number }) =>
      world.issues.find(toIssueKey(requireRepository(simulation, repository).id, number)),
    listPullRequests: (reference) =>
      world.issues
        .listGroup(`${requireRepository(simulation, reference).id}`)
        .filter(isPullRequest)
        .sort((left, right) => left.number - right.number),
    listLabels: (reference) =>
      requireIssue(simulation, reference).labelIds.flatMap((id) => world.labels.find(id)?.name ?? []),
    listComments: ({ repository, number }) =>
      world.comments.listGroup(toIssueKey(requireRepository(simulation, repository).id, number)),
    listReactions: (commentId) => world.reactions.listGroup(`${commentId}`),
    listCheckRuns(reference, headSha) {
      const { id } = requireRepository(simulation, reference);
      return headSha === undefined
        ? world.checkRuns.list().filter((run) => run.repositoryId === id)
        : world.checkRuns.listGroup(toHeadKey(id, headSha));
    },
    findAccount: (id) => world.accounts.find(id),
  };
}

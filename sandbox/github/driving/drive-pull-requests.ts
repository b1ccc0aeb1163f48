import { createCommit } from "../actions/commit-actions.ts";
import { editIssue, setState } from "../actions/issue-actions.ts";
import {
  createPullRequest,
  mergePullRequest,
  pushHead,
  requireTip,
  setDraft,
} from "../actions/pull-request-actions.ts";
import type { Driver } from "../driver.ts";
import { toSimpleCommitJson } from "../json/commit-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { MergeGroup } from "../world/entities.ts";
import { toHeadKey } from "../world/world.ts";
import { requireIssue, requirePull, requireRepository, toAccountId } from "./find-referenced.ts";

type Part = Pick<
  Driver,
  | "openPullRequest"
  | "editPullRequest"
  | "push"
  | "commitSuggestion"
  | "markReady"
  | "convertToDraft"
  | "merge"
  | "close"
  | "reopen"
  | "enqueue"
  | "leaveQueue"
>;

export function drivePullRequests(simulation: Simulation): Part {
  return {
    openPullRequest(wanted) {
      const repository = requireRepository(simulation, wanted.repository);
      return createPullRequest(simulation, {
        repository,
        title: wanted.title,
        body: wanted.body ?? null,
        authorId: toAccountId(simulation, wanted.by),
        isDraft: wanted.isDraft ?? false,
        branch: wanted.branch,
        base: wanted.base ?? repository.defaultBranch,
        isFromFork: wanted.fromFork ?? false,
        files: wanted.files,
        labels: wanted.labels ?? [],
      });
    },
    editPullRequest({ by, title, body, base, ...reference }) {
      const pull = requirePull(simulation, reference);
      const repository = requireRepository(simulation, pull.repositoryId);
      const target =
        base === undefined ? undefined : { branch: base, sha: requireTip(simulation, repository, base) };
      return editIssue(simulation, pull, {
        byId: toAccountId(simulation, by),
        edit: { title, body, base: target },
      });
    },
    push({ by, files, isForced = false, ...reference }) {
      const byId = toAccountId(simulation, by);
      return pushHead(simulation, requirePull(simulation, reference), { byId, files, isForced });
    },
    commitSuggestion({ by, from, ...reference }) {
      const byId = toAccountId(simulation, by);
      const trailer = `Co-authored-by: ${from} <${toAccountId(simulation, from)}+${from}@users.noreply.github.com>`;
      const message = `Apply suggestion from @${from}\n\n${trailer}`;
      const pull = requirePull(simulation, reference);
      return pushHead(simulation, pull, { byId, files: undefined, isForced: false, message });
    },
    markReady: ({ by, ...reference }) =>
      setDraft(simulation, requirePull(simulation, reference), {
        isDraft: false,
        byId: toAccountId(simulation, by),
      }),
    convertToDraft: ({ by, ...reference }) =>
      setDraft(simulation, requirePull(simulation, reference), {
        isDraft: true,
        byId: toAccountId(simulation, by),
      }),
    merge: ({ by, ...reference }) =>
      mergePullRequest(simulation, requirePull(simulation, reference), toAccountId(simulation, by)),
    close: ({ by, ...reference }) =>
      setState(simulation, requireIssue(simulation, reference), {
        state: "closed",
        byId: toAccountId(simulation, by),
      }),
    reopen: ({ by, ...reference }) =>
      setState(simulation, requireIssue(simulation, reference), {
        state: "open",
        byId: toAccountId(simulation, by),
      }),
    enqueue: ({ by, ...reference }) =>
      enqueue(simulation, { ...reference, byId: toAccountId(simulation, by) }),
    leaveQueue({ repository, headSha }) {
      const key = toHeadKey(requireRepository(simulation, repository).id, headSha);
      const group = simulation.world.mergeGroups.find(key);
      if (group === undefined) throw new Error(`The simulated GitHub has no merge group ${headSha}.`);
      simulation.world.mergeGroups.remove(key);
      emitGroup(simulation, group, {
        action: "destroyed",
        byId: requireRepository(simulation, repository).ownerId,
      });
    },
  };
}

/** GitHub makes a temporary commit of base and head on a branch of its own, and asks for its checks. */
function enqueue(
  simulation: Simulation,
  reference: { readonly repository: string | number; readonly number: number; readonly byId: number },
): MergeGroup {
  const pull = requirePull(simulation, reference);
  const repository = requireRepository(simulation, pull.repositoryId);
  const { baseBranch, headSha } = pull.pullRequest;
  const baseSha = requireTip(simulation, repository, baseBranch);
  const commit = createCommit(simulation, {
    networkId: repository.networkId,
    parent: headSha,
    message: `Merge pull request #${pull.number}`,
    authorId: pull.authorId,
    changes: new Map(),
  });
  const group: MergeGroup = {
    repositoryId: repository.id,
    number: pull.number,
    headSha: commit.sha,
    headRef: `refs/heads/gh-readonly-queue/${baseBranch}/pr-${pull.number}-${baseSha}`,
    baseSha,
    baseRef: `refs/heads/${baseBranch}`,
  };
  simulation.world.mergeGroups.put(toHeadKey(repository.id, commit.sha), group);
  emitGroup(simulation, group, { action: "checks_requested", byId: reference.byId });
  return group;
}

function emitGroup(
  simulation: Simulation,
  group: MergeGroup,
  { action, byId }: { readonly action: "checks_requested" | "destroyed"; readonly byId: number },
): void {
  const commit = simulation.world.commits.find(group.headSha);
  simulation.emit({
    event: "merge_group",
    action,
    repositoryId: group.repositoryId,
    senderId: byId,
    fields: {
      ...(action === "destroyed" ? { reason: "dequeued" } : {}),
      merge_group: {
        head_sha: group.headSha,
        head_ref: group.headRef,
        base_sha: group.baseSha,
        base_ref: group.baseRef,
        head_commit: commit === undefined ? null : toSimpleCommitJson(toLiveContext(simulation), commit),
      },
    },
  });
}

import { toMilestoneJson } from "../json/milestone-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { Issue, Milestone, Repository } from "../world/entities.ts";
import { emitIssue, requireRow, updateIssue } from "./issue-actions.ts";

/**
 * Puts an issue into the milestone of a title, made where there is none, or out of every one: `demilestoned` tells of
 * the one that it leaves, `milestoned` of the one that it comes to. Nothing is sent where nothing changes.
 */
export function setMilestone(
  simulation: Simulation,
  issue: Issue,
  { title, byId }: { readonly title: string | null; readonly byId: number },
): Issue {
  const repository = requireRow(simulation, issue.repositoryId);
  const wanted = title === null ? undefined : ensureMilestone(simulation, repository, title);
  const { milestoneId, ...without } = issue;
  if (milestoneId === wanted?.id) return issue;
  let row = issue;
  const left = milestoneId === undefined ? undefined : simulation.world.milestones.find(milestoneId);
  if (left !== undefined) {
    row = updateIssue(simulation, without, {});
    emit(simulation, row, { action: "demilestoned", byId, milestone: left });
  }
  if (wanted !== undefined) {
    row = updateIssue(simulation, row, { milestoneId: wanted.id });
    emit(simulation, row, { action: "milestoned", byId, milestone: wanted });
  }
  return row;
}

function ensureMilestone(simulation: Simulation, repository: Repository, title: string): Milestone {
  const known = simulation.world.milestones.listGroup(`${repository.id}`);
  const found = known.find((each) => each.title === title);
  if (found !== undefined) return found;
  const milestone: Milestone = {
    id: simulation.nextId(),
    repositoryId: repository.id,
    number: known.length + 1,
    title,
    createdAtMs: simulation.now(),
  };
  return simulation.world.milestones.put(milestone.id, milestone);
}

interface MilestoneEvent {
  readonly action: "milestoned" | "demilestoned";
  readonly byId: number;
  readonly milestone: Milestone;
}

function emit(simulation: Simulation, issue: Issue, { action, byId, milestone }: MilestoneEvent): void {
  const repository = requireRow(simulation, issue.repositoryId);
  const json = toMilestoneJson(toLiveContext(simulation), repository, milestone);
  emitIssue(simulation, issue, { action, byId, extra: { milestone: json } });
}

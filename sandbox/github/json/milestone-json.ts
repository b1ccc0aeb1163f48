import type { Issue, Milestone, Repository } from "../world/entities.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime } from "./json-context.ts";
import { toFullName } from "./repository-json.ts";

export function toMilestoneJson(context: JsonContext, repository: Repository, milestone: Milestone): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}/milestones/${milestone.number}`;
  const issues = context.view.issues
    .listGroup(`${repository.id}`)
    .filter(({ milestoneId }) => milestoneId === milestone.id);
  const open = issues.filter(({ state }) => state === "open").length;
  return {
    url,
    html_url: toHtmlUrl(context, `${fullName}/milestone/${milestone.number}`),
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: toNodeId("MI", milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: null,
    creator: null,
    open_issues: open,
    closed_issues: issues.length - open,
    state: "open",
    created_at: toTime(milestone.createdAtMs),
    updated_at: toTime(milestone.createdAtMs),
    due_on: null,
    closed_at: null,
  };
}

export function findMilestoneOf({ view }: JsonContext, { milestoneId }: Issue): Milestone | undefined {
  return milestoneId === undefined ? undefined : view.milestones.find(milestoneId);
}

/** As an issue or a pull request shows it. */
export function toMilestoneJsonOrNull(
  context: JsonContext,
  repository: Repository,
  issue: Issue,
): Json | null {
  const milestone = findMilestoneOf(context, issue);
  return milestone === undefined ? null : toMilestoneJson(context, repository, milestone);
}

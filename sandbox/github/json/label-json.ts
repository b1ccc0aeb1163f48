import type { Issue, Label, Repository } from "../world/entities.ts";
import { type Json, type JsonContext, toNodeId } from "./json-context.ts";
import { toFullName } from "./repository-json.ts";

export function toLabelJson(context: JsonContext, repository: Repository, label: Label): Json {
  const fullName = toFullName(context, repository);
  return {
    id: label.id,
    node_id: toNodeId("LA", label.id),
    url: `${context.apiUrl}/repos/${fullName}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** Labels of an issue in the order in which they were set; deleted ones are gone. */
export function listLabelsOf({ view }: JsonContext, issue: Issue): readonly Label[] {
  return issue.labelIds.flatMap((id) => view.labels.find(id) ?? []);
}

import { createComment, deleteComment, editComment, ensureReaction } from "../actions/comment-actions.ts";
import { createIssue, setLabels } from "../actions/issue-actions.ts";
import { setMilestone } from "../actions/milestone-actions.ts";
import type { Driver } from "../driver.ts";
import { toLabelJson } from "../json/label-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { Issue, Label, Repository } from "../world/entities.ts";
import { requireComment, requireIssue, requireRepository, toAccountId } from "./find-referenced.ts";

type Part = Pick<
  Driver,
  | "openIssue"
  | "label"
  | "unlabel"
  | "setMilestone"
  | "renameLabel"
  | "deleteLabel"
  | "comment"
  | "editComment"
  | "deleteComment"
  | "react"
>;

/** Issues, labels, milestones, comments and reactions. */
export function driveDiscussion(simulation: Simulation): Part {
  const listNames = (issue: Issue): readonly string[] =>
    issue.labelIds.flatMap((id) => simulation.world.labels.find(id)?.name ?? []);
  return {
    openIssue: ({ repository, title, body, by, labels }) =>
      createIssue(simulation, {
        repository: requireRepository(simulation, repository),
        title,
        body: body ?? null,
        authorId: toAccountId(simulation, by),
        labels: labels ?? [],
      }),
    label({ by, label, ...reference }) {
      const issue = requireIssue(simulation, reference);
      return setLabels(simulation, issue, {
        labels: [...listNames(issue), label],
        byId: toAccountId(simulation, by),
      });
    },
    unlabel({ by, label, ...reference }) {
      const issue = requireIssue(simulation, reference);
      const labels = listNames(issue).filter((name) => name.toLowerCase() !== label.toLowerCase());
      return setLabels(simulation, issue, { labels, byId: toAccountId(simulation, by) });
    },
    setMilestone: ({ by, title, ...reference }) =>
      setMilestone(simulation, requireIssue(simulation, reference), {
        title,
        byId: toAccountId(simulation, by),
      }),
    renameLabel({ repository: reference, from, to, by }) {
      const { repository, label } = requireLabel(simulation, reference, from);
      const row = simulation.world.labels.put(label.id, { ...label, name: to });
      const changes = { name: { from: label.name } };
      emitLabel(simulation, {
        repository,
        label: row,
        action: "edited",
        byId: toAccountId(simulation, by),
        changes,
      });
      return row;
    },
    deleteLabel({ repository: reference, label: name, by }) {
      const { repository, label } = requireLabel(simulation, reference, name);
      simulation.world.labels.remove(label.id);
      emitLabel(simulation, { repository, label, action: "deleted", byId: toAccountId(simulation, by) });
    },
    comment: ({ by, body, ...reference }) =>
      createComment(simulation, requireIssue(simulation, reference), {
        body,
        authorId: toAccountId(simulation, by),
      }),
    editComment: ({ by, id, body }) =>
      editComment(simulation, requireComment(simulation, id), { body, byId: toAccountId(simulation, by) }),
    deleteComment: ({ by, id }) =>
      deleteComment(simulation, requireComment(simulation, id), toAccountId(simulation, by)),
    react({ by, commentId, content }) {
      const comment = requireComment(simulation, commentId);
      return ensureReaction(simulation, comment, { content, authorId: toAccountId(simulation, by) }).reaction;
    },
  };
}

function requireLabel(
  simulation: Simulation,
  reference: string | number,
  name: string,
): { readonly repository: Repository; readonly label: Label } {
  const repository = requireRepository(simulation, reference);
  const label = simulation.world.labels
    .listGroup(`${repository.id}`)
    .find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (label === undefined) throw new Error(`The simulated GitHub has no label ${name} in ${reference}.`);
  return { repository, label };
}

interface LabelEvent {
  readonly repository: Repository;
  readonly label: Label;
  readonly action: "edited" | "deleted";
  readonly byId: number;
  readonly changes?: Readonly<Record<string, unknown>>;
}

function emitLabel(simulation: Simulation, { repository, label, action, byId, changes }: LabelEvent): void {
  simulation.emit({
    event: "label",
    action,
    repositoryId: repository.id,
    senderId: byId,
    fields: {
      label: toLabelJson(toLiveContext(simulation), repository, label),
      ...(changes === undefined ? {} : { changes }),
    },
  });
}

import { toIssueJson } from "../json/issue-json.ts";
import { listLabelsOf, toLabelJson } from "../json/label-json.ts";
import { isPullRequest, toPullRequestJson } from "../json/pull-request-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { Issue, Label, Repository, Revision } from "../world/entities.ts";
import { toIssueKey } from "../world/world.ts";

/** The next free number: issues and pull requests of a repository share one row of numbers. */
export function nextNumber(simulation: Simulation, repository: Repository): number {
  const numbers = simulation.world.issues.listGroup(`${repository.id}`).map(({ number }) => number);
  return numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1;
}

export interface NewIssueRow {
  readonly repository: Repository;
  readonly title: string;
  readonly body: string | null;
  readonly authorId: number;
  readonly appId?: number | undefined;
  readonly labels: readonly string[];
}

export function createIssue(simulation: Simulation, issue: NewIssueRow): Issue {
  const { repository, title, body, authorId, appId, labels } = issue;
  const number = nextNumber(simulation, repository);
  const nowMs = simulation.now();
  const row: Issue = {
    id: simulation.nextId(),
    repositoryId: repository.id,
    number,
    title,
    body,
    authorId,
    ...(appId === undefined ? {} : { appId }),
    state: "open",
    labelIds: labels.map((name) => ensureLabel(simulation, repository, name).id),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  simulation.world.issues.put(toIssueKey(repository.id, number), row);
  emitOpened(simulation, row);
  return row;
}

/** Replaces the row; its time of update is now. */
export function updateIssue(simulation: Simulation, issue: Issue, change: Partial<Issue>): Issue {
  const row = { ...issue, ...change, updatedAtMs: simulation.now() };
  return simulation.world.issues.put(toIssueKey(issue.repositoryId, issue.number), row);
}

export interface IssueEvent {
  readonly action: string;
  readonly byId: number;
  /** `changes`, `label`, `before`, `after`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Sends `issues` or, for a pull request, `pull_request`. */
export function emitIssue(
  simulation: Simulation,
  issue: Issue,
  { action, byId, extra = {} }: IssueEvent,
): void {
  const repository = requireRow(simulation, issue.repositoryId);
  const context = toLiveContext(simulation);
  const isPull = isPullRequest(issue);
  simulation.emit({
    event: isPull ? "pull_request" : "issues",
    action,
    repositoryId: issue.repositoryId,
    senderId: byId,
    fields: isPull
      ? {
          number: issue.number,
          pull_request: toPullRequestJson(context, repository, issue),
          ...extra,
        }
      : { issue: toIssueJson(context, repository, issue), ...extra },
  });
}

/** `opened` shows the labels it was opened with, and `labeled` tells of each of them once more. */
export function emitOpened(simulation: Simulation, issue: Issue): void {
  const byId = issue.authorId;
  emitIssue(simulation, issue, { action: "opened", byId });
  const repository = requireRow(simulation, issue.repositoryId);
  const context = toLiveContext(simulation);
  for (const label of listLabelsOf(context, issue)) {
    const extra = { label: toLabelJson(context, repository, label) };
    emitIssue(simulation, issue, { action: "labeled", byId, extra });
  }
}

export interface IssueEdit {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly base?: { readonly branch: string; readonly sha: string } | undefined;
}

/** Nothing is sent where nothing changed. */
export function editIssue(
  simulation: Simulation,
  issue: Issue,
  { edit, byId }: { readonly edit: IssueEdit; readonly byId: number },
): Issue {
  const { title = issue.title, body = issue.body, base } = edit;
  const part = issue.pullRequest;
  const changes = {
    ...(title === issue.title ? {} : { title: { from: issue.title } }),
    // Where there was no body, `from` is empty: it is text in GitHub's description, and always there.
    ...(body === issue.body ? {} : { body: { from: issue.body ?? "" } }),
    ...(base === undefined || part === undefined || base.branch === part.baseBranch
      ? {}
      : { base: { ref: { from: part.baseBranch }, sha: { from: part.baseSha } } }),
  };
  if (Object.keys(changes).length === 0) return issue;
  const row = updateIssue(simulation, issue, {
    title,
    body,
    ...(body === issue.body ? {} : toEdited(issue, { atMs: simulation.now(), byId, body: body ?? "" })),
    ...(part === undefined || base === undefined
      ? {}
      : { pullRequest: { ...part, baseBranch: base.branch, baseSha: base.sha } }),
  });
  emitIssue(simulation, row, { action: "edited", byId, extra: { changes } });
  return row;
}

function toEdited(issue: Issue, edit: Revision): Pick<Issue, "editedAtMs" | "revisions"> {
  const opened = { atMs: issue.createdAtMs, byId: issue.authorId, body: issue.body ?? "" };
  return { editedAtMs: edit.atMs, revisions: [...(issue.revisions ?? [opened]), edit] };
}

export function setState(
  simulation: Simulation,
  issue: Issue,
  { state, byId }: { readonly state: Issue["state"]; readonly byId: number },
): Issue {
  if (issue.state === state) return issue;
  const { closedAtMs: _, ...open } = issue;
  const row =
    state === "closed"
      ? updateIssue(simulation, issue, { state, closedAtMs: simulation.now() })
      : updateIssue(simulation, { ...open, state }, {});
  emitIssue(simulation, row, { action: state === "closed" ? "closed" : "reopened", byId });
  return row;
}

export function ensureLabel(simulation: Simulation, repository: Repository, name: string): Label {
  const known = simulation.world.labels
    .listGroup(`${repository.id}`)
    .find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  const id = simulation.nextId();
  const label: Label = { id, repositoryId: repository.id, name, color: "ededed", description: null };
  simulation.world.labels.put(id, label);
  const json = toLabelJson(toLiveContext(simulation), repository, label);
  simulation.emit({
    event: "label",
    action: "created",
    repositoryId: repository.id,
    senderId: repository.ownerId,
    fields: { label: json },
  });
  return label;
}

/** Sets and takes off what differs, one event for each label. */
export function setLabels(
  simulation: Simulation,
  issue: Issue,
  { labels, byId }: { readonly labels: readonly string[]; readonly byId: number },
): Issue {
  const repository = requireRow(simulation, issue.repositoryId);
  const wanted = labels.map((name) => ensureLabel(simulation, repository, name));
  let row = issue;
  const context = toLiveContext(simulation);
  for (const label of wanted) {
    if (row.labelIds.includes(label.id)) continue;
    row = updateIssue(simulation, row, { labelIds: [...row.labelIds, label.id] });
    const extra = { label: toLabelJson(context, repository, label) };
    emitIssue(simulation, row, { action: "labeled", byId, extra });
  }
  for (const id of row.labelIds) {
    if (wanted.some((each) => each.id === id)) continue;
    row = updateIssue(simulation, row, { labelIds: row.labelIds.filter((each) => each !== id) });
    const label = simulation.world.labels.find(id);
    if (label === undefined) continue;
    const extra = { label: toLabelJson(context, repository, label) };
    emitIssue(simulation, row, { action: "unlabeled", byId, extra });
  }
  return row;
}

export function requireRow(simulation: Simulation, repositoryId: number): Repository {
  const repository = simulation.world.repositories.find(repositoryId);
  if (repository === undefined) throw new Error(`There is no repository ${repositoryId}.`);
  return repository;
}

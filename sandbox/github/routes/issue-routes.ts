import { createIssue, editIssue, ensureLabel, setLabels, setState } from "../actions/issue-actions.ts";
import { replyPage } from "../http/list-page.ts";
import { readText, readTexts } from "../http/read-field.ts";
import { unprocessable } from "../http/refusal.ts";
import { requireIssue } from "../http/require-issue.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toIssueJson } from "../json/issue-json.ts";
import { toLabelJson } from "../json/label-json.ts";
import { toLiveContext } from "../simulation.ts";
import type { Issue } from "../world/entities.ts";

const LONGEST_TITLE = 256;
const LONGEST_BODY = 65_536;

export const issueRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/issues", caller: "installation", handle: listIssues },
  {
    method: "POST",
    path: "/repos/:owner/:repo/issues",
    caller: "installation",
    isContent: true,
    handle: postIssue,
  },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number", caller: "installation", handle: readIssue },
  {
    method: "PATCH",
    path: "/repos/:owner/:repo/issues/:number",
    caller: "installation",
    isContent: true,
    handle: patchIssue,
  },
  { method: "GET", path: "/repos/:owner/:repo/labels", caller: "installation", handle: listLabels },
  {
    method: "GET",
    path: "/repos/:owner/:repo/issues/:number/labels",
    caller: "installation",
    handle: listLabelsOfIssue,
  },
  {
    method: "POST",
    path: "/repos/:owner/:repo/issues/:number/labels",
    caller: "installation",
    handle: addLabels,
  },
  {
    method: "DELETE",
    path: "/repos/:owner/:repo/issues/:number/labels/:label",
    caller: "installation",
    handle: removeLabel,
  },
];

function listIssues(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["issues"], access: "read" });
  const { query, view, json } = request;
  const state = query.get("state") ?? "open";
  const creator = query.get("creator")?.toLowerCase();
  const wanted = query
    .get("labels")
    ?.split(",")
    .map((name) => name.toLowerCase());
  const since = query.get("since");
  const issues = view.issues
    .listGroup(`${repository.id}`)
    .filter((issue) => state === "all" || issue.state === state)
    .filter(
      (issue) => creator === undefined || view.accounts.find(issue.authorId)?.login.toLowerCase() === creator,
    )
    .filter((issue) => since === null || issue.updatedAtMs >= Date.parse(since))
    .filter((issue) => {
      const names = listNames(request, issue).map((name) => name.toLowerCase());
      return wanted === undefined || wanted.every((name) => names.includes(name));
    })
    .sort((left, right) => right.number - left.number);
  return replyPage(request, issues, (shown) => shown.map((issue) => toIssueJson(json, repository, issue)));
}

function readIssue(request: RouteRequest): Reply {
  const { repository, issue } = requireIssue(request, "read");
  return { status: 200, json: toIssueJson(request.json, repository, issue) };
}

function postIssue(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["issues"], access: "write" });
  const { simulation, body } = request;
  const title = readText(body, "title");
  if (title === undefined || title === "") throw unprocessable("Issue", "title", { code: "missing_field" });
  const text = readText(body, "body");
  requireLengths(title, text);
  const issue = createIssue(simulation, {
    repository,
    title,
    body: text ?? null,
    authorId: simulation.app.botId,
    appId: simulation.app.id,
    labels: readTexts(body, "labels") ?? [],
  });
  return { status: 201, json: toIssueJson(toLiveContext(simulation), repository, issue) };
}

function patchIssue(request: RouteRequest): Reply {
  const { repository, issue } = requireIssue(request, "write");
  const { simulation, body } = request;
  const byId = simulation.app.botId;
  const title = readText(body, "title");
  const text = readText(body, "body");
  requireLengths(title ?? "", text);
  let row = editIssue(simulation, issue, { byId, edit: { title, body: text } });
  const labels = readTexts(body, "labels");
  if (labels !== undefined) row = setLabels(simulation, row, { labels, byId });
  const state = readText(body, "state");
  if (state === "open" || state === "closed") row = setState(simulation, row, { state, byId });
  return { status: 200, json: toIssueJson(toLiveContext(simulation), repository, row) };
}

function requireLengths(title: string, body: string | undefined): void {
  if ([...title].length > LONGEST_TITLE) {
    throw unprocessable("Issue", "title", {
      code: "custom",
      message: "title is too long (maximum is 256 characters)",
    });
  }
  if ([...(body ?? "")].length > LONGEST_BODY) {
    throw unprocessable("Issue", "body", {
      code: "custom",
      message: "body is too long (maximum is 65536 characters)",
    });
  }
}

function listNames({ view }: RouteRequest, issue: Issue): readonly string[] {
  return issue.labelIds.flatMap((id) => view.labels.find(id)?.name ?? []);
}

function listLabels(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["issues", "pull_requests"], access: "read" });
  return replyPage(request, request.view.labels.listGroup(`${repository.id}`), (shown) =>
    shown.map((label) => toLabelJson(request.json, repository, label)),
  );
}

function listLabelsOfIssue(request: RouteRequest): Reply {
  const { repository, issue } = requireIssue(request, "read");
  const labels = issue.labelIds.flatMap((id) => request.view.labels.find(id) ?? []);
  return replyPage(request, labels, (shown) =>
    shown.map((label) => toLabelJson(request.json, repository, label)),
  );
}

function addLabels(request: RouteRequest): Reply {
  const { issue } = requireIssue(request, "write");
  const labels = [...listNames(request, issue), ...(readTexts(request.body, "labels") ?? [])];
  return replyLabels(request, labels);
}

function removeLabel(request: RouteRequest): Reply {
  const { repository, issue } = requireIssue(request, "write");
  const label = ensureLabel(request.simulation, repository, request.params["label"] ?? "");
  if (!issue.labelIds.includes(label.id)) throw unprocessable("Label", "name", { code: "missing" });
  return replyLabels(
    request,
    listNames(request, issue).filter((name) => name !== label.name),
  );
}

function replyLabels(request: RouteRequest, labels: readonly string[]): Reply {
  const { repository, issue } = requireIssue(request, "write");
  const { simulation } = request;
  const row = setLabels(simulation, issue, { labels, byId: simulation.app.botId });
  const context = toLiveContext(simulation);
  return {
    status: 200,
    json: row.labelIds
      .flatMap((id) => context.view.labels.find(id) ?? [])
      .map((label) => toLabelJson(context, repository, label)),
  };
}

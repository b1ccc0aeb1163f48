import type { CheckRun, CheckSuite, Repository } from "../world/entities.ts";
import { toAppJson } from "./app-json.ts";
import { toSimpleCommitJson } from "./commit-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime, toTimeOrNull } from "./json-context.ts";
import { isPullRequest } from "./pull-request-json.ts";
import { toFullName } from "./repository-json.ts";

export function toCheckRunJson(context: JsonContext, repository: Repository, run: CheckRun): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}/check-runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: toNodeId("CR", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: toHtmlUrl(context, `${fullName}/runs/${run.id}`),
    details_url: run.detailsUrl ?? toHtmlUrl(context, `apps/${context.app.slug}`),
    status: run.status,
    conclusion: run.conclusion,
    started_at: toTime(run.startedAtMs),
    completed_at: toTimeOrNull(run.completedAtMs),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: toAppJson(context, run.appId),
    pull_requests: listHeads(context, repository, run.headSha),
  };
}

export function toCheckSuiteJson(context: JsonContext, repository: Repository, suite: CheckSuite): Json {
  const fullName = toFullName(context, repository);
  const runs = listRuns(context, repository, suite);
  const isDone = runs.length > 0 && runs.every((run) => run.status === "completed");
  return {
    id: suite.id,
    node_id: toNodeId("CS", suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: isDone ? "completed" : "queued",
    conclusion: isDone ? (runs.at(-1)?.conclusion ?? null) : null,
    url: `${context.apiUrl}/repos/${fullName}/check-suites/${suite.id}`,
    before: null,
    after: suite.headSha,
    pull_requests: listHeads(context, repository, suite.headSha),
    app: toAppJson(context, suite.appId),
    created_at: toTime(suite.createdAtMs),
    updated_at: toTime(suite.createdAtMs),
  };
}

/** With what the suite's own webhooks tell beside it. */
export function toCheckSuiteEventJson(context: JsonContext, repository: Repository, suite: CheckSuite): Json {
  const json = toCheckSuiteJson(context, repository, suite);
  const commit = context.view.commits.find(suite.headSha);
  return {
    ...json,
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: listRuns(context, repository, suite).length,
    check_runs_url: `${json["url"]}/check-runs`,
    head_commit: commit === undefined ? null : toSimpleCommitJson(context, commit),
  };
}

function listRuns({ view }: JsonContext, repository: Repository, suite: CheckSuite): readonly CheckRun[] {
  return view.checkRuns
    .listGroup(`${repository.id}@${suite.headSha}`)
    .filter((run) => run.suiteId === suite.id);
}

/** Open pull requests with that head. Empty for forks: GitHub tells apps of branches of the repository only. */
function listHeads(context: JsonContext, repository: Repository, headSha: string): readonly Json[] {
  const stub = {
    id: repository.id,
    name: repository.name,
    url: `${context.apiUrl}/repos/${toFullName(context, repository)}`,
  };
  return context.view.issues
    .listGroup(`${repository.id}`)
    .filter(isPullRequest)
    .filter(
      ({ state, pullRequest }) =>
        state === "open" && pullRequest.headSha === headSha && pullRequest.headRepositoryId === repository.id,
    )
    .map(({ number, pullRequest }) => ({
      id: pullRequest.id,
      number,
      url: `${stub.url}/pulls/${number}`,
      head: { ref: pullRequest.headBranch, sha: pullRequest.headSha, repo: stub },
      base: { ref: pullRequest.baseBranch, sha: pullRequest.baseSha, repo: stub },
    }));
}

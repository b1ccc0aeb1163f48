import { createCheckRun, updateCheckRun } from "../actions/check-actions.ts";
import { replyPage } from "../http/list-page.ts";
import { invalidRequest, notFound, Refusal } from "../http/refusal.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toCheckRunJson } from "../json/check-json.ts";
import { toLiveContext } from "../simulation.ts";
import type { CheckRun, Repository } from "../world/entities.ts";
import { toBranchKey, toHeadKey } from "../world/world.ts";
import { parseCheckRun } from "./parse-check-run.ts";

const RUN = "/repos/:owner/:repo/check-runs/:check";

export const checkRoutes: readonly Route[] = [
  { method: "POST", path: "/repos/:owner/:repo/check-runs", caller: "installation", handle: postCheckRun },
  { method: "GET", path: RUN, caller: "installation", handle: readCheckRun },
  { method: "PATCH", path: RUN, caller: "installation", handle: patchCheckRun },
  { method: "GET", path: `${RUN}/annotations`, caller: "installation", handle: listAnnotations },
  {
    method: "GET",
    path: "/repos/:owner/:repo/commits/:ref/check-runs",
    caller: "installation",
    handle: listCheckRuns,
  },
];

function postCheckRun(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["checks"], access: "write" });
  const { simulation } = request;
  const { name, headSha, ...fields } = parseCheckRun(request.body);
  if (name === undefined) throw invalidRequest('"name" wasn\'t supplied.');
  if (headSha === undefined) throw invalidRequest('"head_sha" wasn\'t supplied.');
  if (simulation.world.commits.find(headSha)?.networkId !== repository.networkId) {
    throw new Refusal(422, `No commit found for SHA: ${headSha}`);
  }
  const status = fields.status ?? "queued";
  const nowMs = simulation.now();
  const run = createCheckRun(simulation, repository, {
    byId: simulation.app.botId,
    run: {
      appId: simulation.app.id,
      name,
      headSha,
      externalId: "",
      detailsUrl: null,
      conclusion: null,
      startedAtMs: nowMs,
      ...(status === "completed" ? { completedAtMs: nowMs } : {}),
      title: null,
      summary: null,
      text: null,
      annotations: [],
      actions: [],
      ...fields,
      status,
    },
  });
  return { status: 201, json: toCheckRunJson(toLiveContext(simulation), repository, run) };
}

function patchCheckRun(request: RouteRequest): Reply {
  const { repository, run } = requireCheckRun(request, "write");
  const { simulation } = request;
  if (run.appId !== simulation.app.id) {
    throw new Refusal(
      403,
      `Invalid app_id \`${simulation.app.id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  }
  const { annotations, headSha: _, ...fields } = parseCheckRun(request.body);
  const row = updateCheckRun(simulation, run, {
    byId: simulation.app.botId,
    change: {
      ...fields,
      // Annotations are added to those that are there: that is how more than 50 get in.
      ...(annotations === undefined ? {} : { annotations: [...run.annotations, ...annotations] }),
      ...(fields.status === "completed" ? { completedAtMs: simulation.now() } : {}),
    },
  });
  return { status: 200, json: toCheckRunJson(toLiveContext(simulation), repository, row) };
}

function readCheckRun(request: RouteRequest): Reply {
  const { repository, run } = requireCheckRun(request, "read");
  return { status: 200, json: toCheckRunJson(request.json, repository, run) };
}

function listAnnotations(request: RouteRequest): Reply {
  const { run } = requireCheckRun(request, "read");
  return replyPage(request, run.annotations, (shown) =>
    shown.map((annotation) => ({ ...annotation, title: annotation.title ?? null, blob_href: "" })),
  );
}

/** Newest first. `filter=latest`, the default, shows the newest run of each name and app. */
function listCheckRuns(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["checks"], access: "read" });
  const { query, view, json } = request;
  const sha = resolveCommit(request, repository);
  const appId = query.get("app_id");
  const name = query.get("check_name");
  const status = query.get("status");
  const isLatest = query.get("filter") !== "all";
  const runs = view.checkRuns
    .listGroup(toHeadKey(repository.id, sha))
    .filter((run) => appId === null || run.appId === Number(appId))
    .filter((run) => name === null || run.name === name)
    .filter((run) => status === null || run.status === status)
    .sort((left, right) => right.id - left.id);
  const seen = new Set<string>();
  const listed = runs.filter((run) => {
    const key = `${run.appId}/${run.name}`;
    if (isLatest && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return replyPage(request, listed, (shown) => ({
    total_count: listed.length,
    check_runs: shown.map((run) => toCheckRunJson(json, repository, run)),
  }));
}

function resolveCommit({ view, params }: RouteRequest, repository: Repository): string {
  const ref = params["ref"] ?? "";
  const branch = view.branches.find(toBranchKey(repository.id, ref.replace(/^(?:refs\/)?heads\//, "")));
  if (branch !== undefined) return branch.sha;
  if (view.commits.find(ref)?.networkId === repository.networkId) return ref;
  throw new Refusal(422, `No commit found for SHA: ${ref}`);
}

function requireCheckRun(
  request: RouteRequest,
  access: "read" | "write",
): { readonly repository: Repository; readonly run: CheckRun } {
  const repository = requireRepository(request, { anyOf: ["checks"], access });
  const run = request.view.checkRuns.find(Number(request.params["check"]));
  if (run === undefined || run.repositoryId !== repository.id) throw notFound();
  return { repository, run };
}

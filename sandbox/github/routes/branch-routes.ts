import { notFound } from "../http/refusal.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toCommitJson } from "../json/commit-json.ts";
import { toHtmlUrl } from "../json/json-context.ts";
import { toFullName } from "../json/repository-json.ts";
import type { RequiredCheck } from "../world/entities.ts";
import { toBranchKey } from "../world/world.ts";

/** A branch, and what has to succeed before something is merged into it. */
export const branchRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/branches/:branch", caller: "installation", handle: readBranch },
  {
    method: "GET",
    path: "/repos/:owner/:repo/rules/branches/:branch",
    caller: "installation",
    handle: listRules,
  },
];

function readBranch(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["contents"], access: "read" });
  const name = request.params["branch"] ?? "";
  const branch = request.view.branches.find(toBranchKey(repository.id, name));
  const commit = branch && request.view.commits.find(branch.sha);
  if (commit === undefined) throw notFound();
  const fullName = toFullName(request.json, repository);
  const self = `${request.json.apiUrl}/repos/${fullName}/branches/${name}`;
  const checks = listChecks(request, repository.id, "protection");
  return {
    status: 200,
    json: {
      name,
      commit: toCommitJson(request.json, repository, commit),
      _links: { self, html: toHtmlUrl(request.json, `${fullName}/tree/${name}`) },
      protected: checks.length > 0,
      protection_url: `${self}/protection`,
      protection: {
        enabled: checks.length > 0,
        required_status_checks: {
          enforcement_level: checks.length > 0 ? "non_admins" : "off",
          contexts: checks.map((check) => check.name),
          checks: checks.map((check) => ({ context: check.name, app_id: check.appId ?? null })),
        },
      },
    },
  };
}

/** GitHub answers with an empty list for a branch that does not exist. */
function listRules(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["metadata"], access: "read" });
  const checks = listChecks(request, repository.id, "ruleset");
  const rule = {
    type: "required_status_checks",
    ruleset_source_type: "Repository",
    parameters: {
      strict_required_status_checks_policy: false,
      required_status_checks: checks.map(({ name, appId }) => ({
        context: name,
        ...(appId === undefined ? {} : { integration_id: appId }),
      })),
    },
  };
  return { status: 200, json: checks.length === 0 ? [] : [rule] };
}

function listChecks(
  { view, params }: RouteRequest,
  repositoryId: number,
  by: RequiredCheck["by"],
): readonly RequiredCheck[] {
  return view.requiredChecks
    .listGroup(`${repositoryId}`)
    .filter((check) => check.branch === params["branch"] && check.by === by);
}

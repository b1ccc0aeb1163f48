import { replyPage } from "../http/list-page.ts";
import { notFound, Refusal, unprocessable } from "../http/refusal.ts";
import { holds, isPermitted, isVisible, requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import type { Tokens } from "../http/tokens.ts";
import { toAppJson, toInstallationJson } from "../json/app-json.ts";
import { toTime } from "../json/json-context.ts";
import { toRepositoryJson } from "../json/repository-json.ts";
import type { Installation, Repository } from "../world/entities.ts";
import { findRepositoryByName } from "../world/find-repository.ts";

/** The app itself, its installations and their tokens. */
export function createAppRoutes(tokens: Tokens): readonly Route[] {
  return [
    { method: "GET", path: "/app", caller: "app", handle: readApp },
    { method: "GET", path: "/app/installations", caller: "app", handle: listInstallations },
    {
      method: "GET",
      path: "/app/installations/:installation",
      caller: "app",
      handle: (request) => ({
        status: 200,
        json: toInstallationJson(request.json, requireInstallation(request)),
      }),
    },
    {
      method: "POST",
      path: "/app/installations/:installation/access_tokens",
      caller: "app",
      handle: (request) => createToken(tokens, request),
    },
    { method: "GET", path: "/repos/:owner/:repo/installation", caller: "app", handle: readInstallationOf },
    { method: "GET", path: "/installation/repositories", caller: "installation", handle: listRepositories },
    { method: "GET", path: "/repositories/:id", caller: "installation", handle: readRepository },
    { method: "GET", path: "/repos/:owner/:repo", caller: "installation", handle: readRepository },
  ];
}

function readApp({ json, simulation, view }: RouteRequest): Reply {
  const installations = view.installations.list().length;
  return {
    status: 200,
    json: { ...toAppJson(json, simulation.app.id), installations_count: installations },
  };
}

function listInstallations(request: RouteRequest): Reply {
  return replyPage(request, request.view.installations.list(), (shown) =>
    shown.map((installation) => toInstallationJson(request.json, installation)),
  );
}

function requireInstallation({ view, params }: RouteRequest): Installation {
  const installation = view.installations.find(Number(params["installation"]));
  if (installation === undefined) throw notFound();
  return installation;
}

function readInstallationOf({ view, params, json }: RouteRequest): Reply {
  const finding = findRepositoryByName(view, params["owner"] ?? "", params["repo"] ?? "");
  const installation = finding && view.installations.list().find((each) => holds(each, finding.repository));
  if (installation === undefined) throw notFound();
  return { status: 200, json: toInstallationJson(json, installation) };
}

function createToken(tokens: Tokens, request: RouteRequest): Reply {
  const installation = requireInstallation(request);
  if (installation.suspendedAtMs !== undefined) {
    throw new Refusal(403, "This installation has been suspended");
  }
  const permissions = readPermissions(request, installation);
  const repositoryIds = readRepositoryIds(request, installation);
  const made = tokens.create({ installationId: installation.id, permissions, repositoryIds });
  const isNarrowed = repositoryIds !== "all";
  return {
    status: 201,
    json: {
      token: made.token,
      expires_at: toTime(made.expiresAtMs),
      permissions,
      repository_selection: isNarrowed || installation.repositoryIds !== "all" ? "selected" : "all",
      ...(isNarrowed
        ? {
            repositories: listHeld(request, installation)
              .filter(({ id }) => repositoryIds.includes(id))
              .map((repository) => toRepositoryJson(request.json, repository)),
          }
        : {}),
    },
  };
}

function readPermissions({ body }: RouteRequest, installation: Installation): Installation["permissions"] {
  const asked = body["permissions"];
  if (typeof asked !== "object" || asked === null) return installation.permissions;
  const permissions = Object.entries(asked).map(([name, access]) => [name, `${access}`] as const);
  for (const [name, access] of permissions) {
    if (!isPermitted(installation.permissions[name], access === "read" ? "read" : "write")) {
      throw new Refusal(422, "The permissions requested are not granted to this installation.");
    }
  }
  return Object.fromEntries(permissions);
}

function readRepositoryIds(request: RouteRequest, installation: Installation): readonly number[] | "all" {
  const ids = request.body["repository_ids"];
  const names = request.body["repositories"];
  if (ids === undefined && names === undefined) return "all";
  const held = listHeld(request, installation);
  const wanted = [
    ...(Array.isArray(ids) ? ids.map((id: unknown) => held.find((each) => each.id === id)) : []),
    ...(Array.isArray(names) ? names.map((name: unknown) => held.find((each) => each.name === name)) : []),
  ];
  return wanted.map((repository) => {
    if (repository === undefined) {
      throw unprocessable("Installation", "repositories", {
        code: "custom",
        message:
          "There is at least one repository that does not exist or is not accessible to the parent installation.",
      });
    }
    return repository.id;
  });
}

function listHeld({ view }: RouteRequest, installation: Installation): readonly Repository[] {
  return view.repositories.list().filter((repository) => holds(installation, repository));
}

function listRepositories(request: RouteRequest): Reply {
  const { caller, view, json } = request;
  const visible = view.repositories.list().filter((repository) => isVisible(caller, repository));
  return replyPage(request, visible, (shown) => ({
    total_count: visible.length,
    repository_selection:
      caller.kind === "installation" && caller.installation.repositoryIds === "all" ? "all" : "selected",
    repositories: shown.map((repository) => toRepositoryJson(json, repository)),
  }));
}

function readRepository(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["metadata"], access: "read" });
  // Counts that the repository has only where it stands alone.
  const counts = { network_count: 0, subscribers_count: 0 };
  return { status: 200, json: { ...toRepositoryJson(request.json, repository), ...counts } };
}

import type { Installation, Repository } from "../world/entities.ts";
import { findRepositoryByName } from "../world/find-repository.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Caller, RouteRequest } from "./route.ts";

/** One of these permissions is enough; pull requests are open to `issues` and `pull_requests` alike. */
export interface Need {
  readonly anyOf: readonly string[];
  readonly access: "read" | "write";
}

/**
 * The repository that the address names. Refuses with 404 what the caller can't see, with 301 (307 for writes) what
 * moved, with 403 what the installation was not permitted. Stricter than GitHub in one thing: what is public is not
 * shown to installations that do not hold it, so that nothing comes to lean on it.
 */
export function requireRepository(request: RouteRequest, need: Need): Repository {
  const repository = findAsked(request);
  const { caller } = request;
  if (caller.kind !== "installation") throw new Refusal(403, "Resource not accessible by integration");
  if (!need.anyOf.some((name) => isPermitted(caller.permissions[name], need.access))) {
    throw new Refusal(403, "Resource not accessible by integration", {
      headers: {
        "x-accepted-github-permissions": need.anyOf.map((name) => `${name}=${need.access}`).join("; "),
      },
    });
  }
  if (need.access === "write" && repository.isArchived) {
    throw new Refusal(403, "Repository was archived so is read-only.");
  }
  return repository;
}

function findAsked(request: RouteRequest): Repository {
  const { params, view, caller, simulation } = request;
  const id = params["id"];
  if (id !== undefined) {
    const repository = view.repositories.find(Number(id));
    if (repository === undefined || !isVisible(caller, repository)) throw notFound();
    return repository;
  }
  const { owner = "", repo = "" } = params;
  const finding = findRepositoryByName(view, owner, repo);
  if (finding === undefined || !isVisible(caller, finding.repository)) throw notFound();
  if (finding.kind === "found") return finding.repository;
  const rest = request.path.split("/").slice(4).join("/");
  const query = request.query.size === 0 ? "" : `?${request.query}`;
  const url = `${simulation.apiUrl()}/repositories/${finding.repository.id}${rest === "" ? "" : `/${rest}`}${query}`;
  const isRead = request.method === "GET";
  throw new Refusal(isRead ? 301 : 307, isRead ? "Moved Permanently" : "Temporary Redirect", {
    url,
    headers: { location: url },
  });
}

export function isVisible(caller: Caller, repository: Repository): boolean {
  if (caller.kind !== "installation") return false;
  const { repositoryIds } = caller;
  return (
    holds(caller.installation, repository) &&
    (repositoryIds === "all" || repositoryIds.includes(repository.id))
  );
}

export function holds(installation: Installation, repository: Repository): boolean {
  return installation.repositoryIds === "all"
    ? installation.accountId === repository.ownerId
    : installation.repositoryIds.includes(repository.id) && installation.accountId === repository.ownerId;
}

export function isPermitted(granted: string | undefined, access: "read" | "write"): boolean {
  return granted === "write" || granted === "admin" || (access === "read" && granted === "read");
}

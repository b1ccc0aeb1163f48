import type { Account, Repository, Role } from "./entities.ts";
import { toCollaboratorKey, type WorldView } from "./world.ts";

/** What the account may do. Everybody may read what is public; the owner of a personal repository may do all. */
export function findRole(view: WorldView, repository: Repository, account: Account): Role | undefined {
  if (repository.ownerId === account.id) return "admin";
  const granted = view.collaborators.find(toCollaboratorKey(repository.id, account.id))?.role;
  return granted ?? (repository.visibility === "public" ? "read" : undefined);
}

/** GitHub's older words: `maintain` is `write` there and `triage` is `read`. */
export function toPermission(role: Role | undefined): "admin" | "write" | "read" | "none" {
  switch (role) {
    case "admin":
      return "admin";
    case "maintain":
    case "write":
      return "write";
    case "triage":
    case "read":
      return "read";
    case undefined:
      return "none";
  }
}

/** GitHub does not show private membership here: a member with rights may well read as a stranger. */
export function toAssociation(view: WorldView, repository: Repository, account: Account): string {
  if (repository.ownerId === account.id) return "OWNER";
  return view.collaborators.find(toCollaboratorKey(repository.id, account.id)) === undefined
    ? "NONE"
    : "COLLABORATOR";
}

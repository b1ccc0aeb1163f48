import type { Actor, Repository } from "../../model/repository.ts";
import type { Permission } from "../ports/git-hub.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { LookContext } from "../service-context.ts";

/**
 * Whether somebody may write to the repository, asked of GitHub: what an event says of an author is wrong for
 * private members. `now` asks at this moment, before what they say takes effect; `lately` is for what is only shown;
 * `about` asks once for something that they said, and remembers the answer for as long as `lately` does.
 */
export async function canWrite(
  context: LookContext,
  repository: Repository,
  {
    login,
    when,
    least = "write",
  }: {
    readonly login: Actor["login"];
    readonly when: "now" | "lately" | { readonly about: string };
    /** `triage`: who may only sort issues and pull requests is enough. */
    readonly least?: "triage" | "write";
  },
): Promise<boolean> {
  const about = typeof when === "string" ? "" : `:${context.hash(when.about)}`;
  const key = `${repository.id}:${login.toLowerCase()}${about}`;
  const known = when === "now" ? undefined : context.memory.permissions.find(key);
  const permission = known ?? (await readPermission(context, repository, login));
  context.memory.permissions.delete(key);
  context.memory.permissions.set(key, permission);
  return permission === "admin" || permission === "write" || permission === least;
}

/** An error that says nothing of a limit or a fault is a no. */
async function readPermission(
  context: LookContext,
  repository: Repository,
  login: string,
): Promise<Permission> {
  try {
    return await context.github.readPermission(repository, login);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { kind } = error.failure;
    if (kind !== "gone" && kind !== "forbidden" && kind !== "refused") throw error;
    context.log.warn({ why: error.message }, "permission can't be read: taken as none");
    return "none";
  }
}

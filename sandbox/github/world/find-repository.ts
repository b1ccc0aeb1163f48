import type { Account, Repository } from "./entities.ts";
import type { WorldView } from "./world.ts";

export function findAccountByLogin(view: WorldView, login: string): Account | undefined {
  const wanted = login.toLowerCase();
  return view.accounts.list().find((account) => account.login.toLowerCase() === wanted);
}

export type RepositoryFinding =
  | { readonly kind: "found"; readonly repository: Repository }
  /** Renamed or transferred: GitHub answers 301 to the address by id. */
  | { readonly kind: "moved"; readonly repository: Repository };

/** By name, in any case; a name that was given to another repository since finds that one. */
export function findRepositoryByName(
  view: WorldView,
  owner: string,
  name: string,
): RepositoryFinding | undefined {
  const account = findAccountByLogin(view, owner);
  const found =
    account === undefined
      ? undefined
      : view.repositories
          .listGroup(`${account.id}`)
          .find((each) => each.ownerId === account.id && each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return { kind: "found", repository: found };
  const movedTo = view.redirects.find(`${owner}/${name}`.toLowerCase());
  const moved = movedTo === undefined ? undefined : view.repositories.find(movedTo);
  return moved === undefined ? undefined : { kind: "moved", repository: moved };
}

import type { Repository } from "../../model/repository.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import type { GitHubApp } from "../ports/git-hub.ts";
import type { ServiceStore } from "../ports/service-store.ts";

/** `owner/name` as the store knows it, else as an installation of the app shows it. The failure is one sentence. */
export async function findInstalledRepository(
  { store, app }: { readonly store: ServiceStore; readonly app: GitHubApp },
  fullName: string,
): Promise<Result<Repository, string>> {
  const [owner = "", name = ""] = fullName.split("/");
  const known = await store.findRepositoryByName(owner, name);
  if (known !== undefined && !known.isDeleted) return succeed(known);
  let unreadable = 0;
  for await (const installations of app.listInstallations()) {
    unreadable += installations.unreadable.length;
    const own = installations.rows.find(({ accountLogin }) => isSame(accountLogin, owner));
    if (own === undefined) continue;
    if (own.isSuspended)
      return fail(`The app is suspended for ${own.accountLogin}; resume it on GitHub first.`);
    for await (const page of app.forInstallation(own.id).listRepositories()) {
      unreadable += page.unreadable.length;
      const found = page.rows.find((repository) => isSame(repository.name, name));
      if (found !== undefined) return succeed(found);
    }
    if (unreadable > 0) return fail(`${fullName} was not found${toDoubt(unreadable)}`);
    return fail(
      `The app is installed for ${own.accountLogin}, but not in ${fullName}; add the repository to it.`,
    );
  }
  if (unreadable > 0) return fail(`No installation for ${owner} was found${toDoubt(unreadable)}`);
  return fail(`The app is not installed for ${owner}; install it there, or correct the name.`);
}

/** It may be one of those: nobody should go and install what is there. */
function toDoubt(unreadable: number): string {
  return `, and ${unreadable} in GitHub's list could not be read; try again, and look at throughline doctor.`;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

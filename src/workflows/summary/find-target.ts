import type { Repository } from "../../model/repository.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import type { SummaryLook } from "./summary-look.ts";

/**
 * The repository that the summary is posted in, as GitHub shows it now. The failure is one sentence for the operator:
 * what is in the way and who can mend it.
 */
export async function findTarget({
  context,
  organisation,
  catalog,
  subject,
}: SummaryLook): Promise<Result<Repository, string>> {
  const name = catalog.summary.repository ?? "";
  const [owner = "", repository = ""] = name.split("/");
  if (owner.toLowerCase() !== organisation.login.toLowerCase()) {
    return fail(
      `summary.repository names ${name}, and only a repository of ${organisation.login} can be told.`,
    );
  }
  const stored = await context.store.findRepositoryByName(owner, repository);
  const isOurs = stored?.installationId === subject.installationId && !stored.isDeleted;
  const target = isOurs ? await context.github.readRepository(stored.id) : undefined;
  if (target === undefined) {
    return fail(`summary.repository names ${name}, which does not exist or does not have the app installed.`);
  }
  if (target.isArchived) return fail(`${name} is archived: nothing can be posted there.`);
  return succeed(target);
}

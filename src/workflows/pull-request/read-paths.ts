import { CATALOG_CHECK_NAME, CHECK_NAME } from "../../check/check-record.ts";
import type { StoredCheck, StoredPaths } from "../ports/service-store.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";

/** Once for each head and base; what GitHub does not list (beyond 3,000 files) is told. */
export async function readPaths(look: PullRequestLook): Promise<StoredPaths> {
  const { context, repository, state } = look;
  const { number, headSha, baseBranch } = state;
  const known = await context.store.findPaths(repository.id, number, headSha);
  if (known?.baseBranch === baseBranch) return known;
  const reading = await context.github.listPullRequestPaths({ ...repository, number });
  const paths = { repositoryId: repository.id, number, headSha, baseBranch, ...reading };
  const isRebased = known !== undefined && known.baseBranch !== "";
  await saveUnderClaim(look, { paths: [paths], checks: isRebased ? await listOutdatedChecks(look) : [] });
  return paths;
}

/** Against another base other files change: what was suggested for those of before stands no longer. */
async function listOutdatedChecks({ context, repository, state }: PullRequestLook): Promise<StoredCheck[]> {
  const checks = await Promise.all(
    [CHECK_NAME, CATALOG_CHECK_NAME].map((name) =>
      context.store.findCheck(repository.id, state.headSha, name),
    ),
  );
  return checks.flatMap((check) =>
    check?.number === state.number ? [{ ...check, shown: "", ...toUnfrozen(check) }] : [],
  );
}

/** Suggestions are frozen for the version of a catalog: no catalog has an empty one. */
function toUnfrozen({ record }: StoredCheck): Pick<StoredCheck, "record"> {
  return record === undefined ? {} : { record: { ...record, catalogVersion: "" } };
}

import { CATALOG_CHECK_NAME, CHECK_NAME } from "../check/check-record.ts";
import type { ServiceStore, StoredCheck } from "./ports/service-store.ts";

/**
 * Our checks on a commit as if nothing were known to be shown, so that the next look writes them anew: GitHub leaves
 * a check that somebody asks for again as it is, and waits for the app to answer.
 */
export async function listForgottenChecks(
  store: Pick<ServiceStore, "findCheck">,
  head: { readonly repositoryId: number; readonly headSha: string },
): Promise<readonly StoredCheck[]> {
  const checks = await Promise.all(
    [CHECK_NAME, CATALOG_CHECK_NAME].map((name) => store.findCheck(head.repositoryId, head.headSha, name)),
  );
  return checks.flatMap((check) => (check === undefined ? [] : [{ ...check, shown: "" }]));
}

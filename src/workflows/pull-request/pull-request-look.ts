import type { PullRequestState } from "../../model/pull-request.ts";
import type { Repository } from "../../model/repository.ts";
import type { EffectiveCatalog } from "../catalog/effective-catalog.ts";
import type { StoreWrites, WorkClaim } from "../ports/service-store.ts";
import type { LookContext } from "../service-context.ts";
import { StaleClaimError } from "../stale-claim-error.ts";

/** One look at one pull request: what is known by now, and the way to write under its claim. */
export interface PullRequestLook {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly repository: Repository;
  readonly state: PullRequestState;
  readonly effective: EffectiveCatalog;
}

/** Writes in the middle of a look; throws StaleClaimError where another worker has the subject by now. */
export async function saveUnderClaim(
  { context, claim }: Pick<PullRequestLook, "context" | "claim">,
  writes: StoreWrites,
): Promise<void> {
  if ((await context.store.save(claim, writes)) === "refused") throw new StaleClaimError(claim.key);
}

/** `pull-request:812`: what our check runs carry as `external_id`, so that a button names its pull request. */
export function toExternalId(number: number): string {
  return `pull-request:${number}`;
}

import type { Subject } from "../../model/subject.ts";
import { readEffectiveCatalog } from "../catalog/read-effective-catalog.ts";
import type { StoredBackfill } from "../ports/backfill-store.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { assessLandedBatch } from "./assess-landed-batch.ts";
import type { BackfillLook } from "./backfill-look.ts";
import { readBackfillPage } from "./read-backfill-page.ts";

/**
 * One step of a repository's back-fill: a page of pull requests read, or a batch of what landed assessed. Each step
 * leaves its place in the store and asks for the next one, so that live events go first in between, and a process
 * that ends loses one step at most.
 *
 * Two passes, because GitHub lists by the last update only, which finds a span without reading all that is older,
 * and what people declared counts in the order of the landings.
 */
export async function lookAtBackfill(
  context: LookContext,
  claim: WorkClaim,
  { repositoryId }: Extract<Subject, { kind: "backfill" }>,
): Promise<LookOutcome> {
  const backfill = await ensureBackfill(context, repositoryId);
  const stop = (why: string): LookOutcome => {
    context.log.info({ why }, "back-fill has nothing to do");
    return { settlement: { kind: "done" }, writes: { backfills: [{ ...backfill, phase: "off" }] } };
  };
  const repository =
    (await context.store.findRepository(repositoryId)) ?? (await context.github.readRepository(repositoryId));
  if (repository === undefined || repository.isDeleted) return stop("the repository is gone");
  const { effective, read } = await readEffectiveCatalog(context, repository, "known");
  const look: BackfillLook = { context, claim, repository, effective };
  await saveUnderClaim(look, { repositories: [repository], catalogs: read });
  if (effective.policy === undefined) return stop("no valid catalog");
  switch (backfill.phase) {
    case "reading":
      return readBackfillPage(look, backfill);
    case "assessing":
      return assessLandedBatch(look, backfill);
    case "done":
    case "off":
      return { settlement: { kind: "done" }, writes: {} };
  }
}

/** One that was off is begun anew: whoever asked for it knows of a catalog. */
async function ensureBackfill(
  { store, now, keepMs }: LookContext,
  repositoryId: number,
): Promise<StoredBackfill> {
  const known = await store.findBackfill(repositoryId);
  if (known !== undefined && known.phase !== "off") return known;
  await store.startBackfill(repositoryId, known?.sinceMs ?? now() - keepMs);
  const begun = await store.findBackfill(repositoryId);
  if (begun === undefined) throw new Error("A back-fill that was just begun is not in the store");
  return begun;
}

import { PRIORITY } from "../../model/subject.ts";
import type { StoredBackfill } from "../ports/backfill-store.ts";
import type { StoreWrites } from "../ports/service-store.ts";
import type { PullRequestLook } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";

/** One step of a repository's back-fill. */
export type BackfillLook = Omit<PullRequestLook, "state">;

/** Keeps how far it came, and asks for the next step behind all that waits for a person or an event. */
export function goOn(look: BackfillLook, backfill: StoredBackfill, writes: StoreWrites = {}): LookOutcome {
  const { subject } = look.claim;
  return {
    settlement: { kind: "done" },
    writes: { ...writes, backfills: [backfill], bumps: [{ subject, priority: PRIORITY.backfill }] },
  };
}

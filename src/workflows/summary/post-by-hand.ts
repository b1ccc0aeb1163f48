import { fail, type Result, succeed } from "../../model/result.ts";
import { PRIORITY, type Subject, toSubjectKey } from "../../model/subject.ts";
import type { Installation } from "../../model/webhook.ts";
import type { BackfillParts } from "../backfill/backfill-repositories.ts";
import { lookAtSubject } from "../look-at-subject.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import { type LookOutcome, Worker } from "../run-worker.ts";

const POLL_MS = 50;
/** Channels may take ten seconds each. */
const STOP_MS = 60_000;

export interface HandRequest {
  /** Login of the account. */
  readonly organisation: string;
  readonly week: string;
}

export type HandOutcome =
  | { readonly kind: "posted" | "already-posted"; readonly row: StoredSummaryWeek }
  | { readonly kind: "empty" }
  /** Nothing was posted; `why` is a sentence or the rest of one. */
  | { readonly kind: "not-posted"; readonly why: string };

/**
 * Posts a week on request, by the look that the schedule asks for: beside a running service and called twice it is
 * posted once. The failure is one sentence.
 */
export async function postByHand(
  parts: BackfillParts,
  { organisation, week }: HandRequest,
): Promise<Result<HandOutcome, string>> {
  const { store } = parts.context;
  const installation = (await store.listInstallations()).find(
    ({ accountLogin }) => accountLogin.toLowerCase() === organisation.toLowerCase(),
  );
  if (installation === undefined) return fail(`The store knows no installation in ${organisation}.`);
  const before = await store.findSummaryWeek(installation.accountId, week);
  if (before?.state === "posted") return succeed({ kind: "already-posted", row: before });
  const subject = toSubject(installation, week);
  await store.bump([{ subject, priority: PRIORITY.person }]);
  const why = await workOn(parts, subject);
  const row = await store.findSummaryWeek(installation.accountId, week);
  if (row?.state === "posted") return succeed({ kind: "posted", row });
  if (row?.state === "empty") return succeed({ kind: "empty" });
  return succeed({ kind: "not-posted", why: row?.why ?? why ?? "another process works on it" });
}

function toSubject({ id, accountId }: Installation, week: string): Subject {
  return { kind: "summary", installationId: id, organisationId: accountId, week };
}

/** Resolves when the subject was looked at, here or beside us; with the reason where that came to no end. */
async function workOn(parts: BackfillParts, subject: Subject): Promise<string | undefined> {
  const { context, random, owner, wait } = parts;
  let ended: { readonly why?: string } | undefined;
  const lookAt = async (claim: WorkClaim, log: ServiceLog): Promise<LookOutcome> => {
    try {
      const outcome = await lookAtSubject(context, claim, log);
      const { settlement } = outcome;
      ended = "why" in settlement ? { why: settlement.why } : {};
      return outcome;
    } catch (error) {
      ended = { why: error instanceof Error ? error.message : String(error) };
      throw error;
    }
  };
  const keys = [toSubjectKey(subject)];
  const metrics = {
    countLeaseSteal: () => undefined,
    countRefusedWrite: () => undefined,
    countLimited: () => undefined,
  };
  const worker = new Worker({ ...context, random, owner, concurrency: 1, keys, lookAt, metrics });
  try {
    while (ended === undefined && !(await isElsewhere(parts, subject))) await wait(POLL_MS);
  } finally {
    await worker.stop(STOP_MS);
  }
  return ended?.why;
}

/** A service beside us may have taken and finished it. */
async function isElsewhere({ context }: BackfillParts, subject: Subject): Promise<boolean> {
  if (subject.kind !== "summary") return false;
  const row = await context.store.findSummaryWeek(subject.organisationId, subject.week);
  return row?.state === "posted" || row?.state === "empty";
}

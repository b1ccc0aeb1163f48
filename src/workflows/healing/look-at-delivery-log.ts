import type { HookDelivery } from "../ports/delivery-log.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { ServiceStore } from "../ports/service-store.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { findLostDeliveries } from "./find-lost-deliveries.ts";
import type { HealingParts } from "./healing-parts.ts";

const MINUTE_MS = 60_000;
/** GitHub writes the outcome of a delivery minutes late on a bad day; what was looked at is looked at again. */
const OVERLAP_MS = 60 * MINUTE_MS;
/** 10,000 deliveries: beyond, the sweep of open pull requests is the cheaper way. */
const MOST_PAGES = 100;
/** One request each; the rest waits for the next look, which comes at once. */
const MOST_READ = 200;
/** Of one look. */
const MOST_FAULTS = 3;

/**
 * Takes in what GitHub could not deliver: it never tries twice by itself. The payload is read from the log and not
 * sent again, so that it works where GitHub still can't reach the service.
 */
export async function lookAtDeliveryLog(
  context: Pick<LookContext, "store" | "now" | "hash" | "log">,
  healing: HealingParts | undefined,
): Promise<LookOutcome> {
  if (healing === undefined) return DONE;
  const startMs = context.now();
  const lost = await listLost(context.store, healing);
  await recoverAll(context, healing, lost.slice(0, MOST_READ));
  if (lost.length > MOST_READ) {
    const why = `${lost.length - MOST_READ} more deliveries to be fetched`;
    return { settlement: { kind: "wait", untilMs: context.now(), why }, writes: {} };
  }
  healing.progress.comparedUntilMs = startMs;
  return DONE;
}

const DONE: LookOutcome = { settlement: { kind: "done" }, writes: {} };

async function listLost(
  store: Pick<ServiceStore, "listUnknownDeliveries">,
  { log, progress }: HealingParts,
): Promise<readonly HookDelivery[]> {
  const sinceMs = progress.comparedUntilMs - OVERLAP_MS;
  const attempts: HookDelivery[] = [];
  let pages = 0;
  for await (const page of log.listPages()) {
    attempts.push(...page);
    pages += 1;
    const oldest = page.at(-1);
    if (oldest === undefined || oldest.deliveredAtMs < sinceMs || pages >= MOST_PAGES) break;
  }
  const lost = findLostDeliveries(attempts);
  // Answered too late, or a 5xx after the row was written: GitHub calls it failed, and it is here.
  const unknown = await store.listUnknownDeliveries(lost.map(({ guid }) => guid));
  return lost.filter(({ id, guid }) => unknown.has(guid) && !progress.unreadable.has(id));
}

/** One that GitHub fails to show must not keep back those behind it; where it shows none, nothing is gained by asking on. */
async function recoverAll(
  context: Pick<LookContext, "now" | "hash" | "log">,
  healing: HealingParts,
  lost: readonly HookDelivery[],
): Promise<void> {
  const faults: GitHubError[] = [];
  for (const delivery of lost) {
    try {
      await recover(context, healing, delivery);
    } catch (error) {
      const isFault = error instanceof GitHubError && error.failure.kind === "fault";
      if (!isFault || faults.length === MOST_FAULTS) throw error;
      faults.push(error);
    }
  }
  const [first] = faults;
  if (first !== undefined) throw first;
}

async function recover(
  { now, hash, log }: Pick<LookContext, "now" | "hash" | "log">,
  healing: HealingParts,
  { id, guid, event, status, statusCode }: HookDelivery,
): Promise<void> {
  const payload = await healing.log.readPayload(id);
  if (payload === undefined) {
    healing.progress.unreadable.add(id);
    log.warn(
      { delivery: guid, event, status, statusCode },
      "delivery that GitHub lost is not in its log any more",
    );
    return;
  }
  const outcome = await healing.accept({
    id: guid,
    event,
    payload,
    bodyHash: hash(JSON.stringify(payload)),
    receivedAtMs: now(),
  });
  if (outcome === "duplicate") return;
  healing.countLost();
  log.warn(
    { delivery: guid, event, status, statusCode },
    "delivery that GitHub lost was fetched from its log",
  );
}

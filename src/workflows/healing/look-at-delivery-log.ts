import { isCheckTraffic } from "../../payload/is-check-traffic.ts";
import {
  compareDeliveries,
  type DeliveryLogPlace,
  type DeliveryPage,
  type HookDelivery,
} from "../ports/delivery-log.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { ServiceStore } from "../ports/service-store.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import type { HealingParts } from "./keep-deliveries.ts";

const MINUTE_MS = 60_000;
/** Of the log, in one look, at whatever rate it grows: what is left is read by the next look, which comes soon. */
const MOST_PAGES = 2;
const NEXT_LOOK_MS = 5_000;
/** GitHub waits 10 s for an answer, and may list by then what it sent later. */
const SETTLED_MS = 30_000;
/** GitHub writes an outcome minutes late on a bad day. What is behind the place is looked at again where that is free. */
const OVERLAP_MS = 60 * MINUTE_MS;
/** Of one look. */
const MOST_FAULTS = 3;
/** As long as any GitHub keeps its log; before the first pass has ended, so old may be what is not read. */
const LONGEST_LOG_MS = 7 * 24 * 60 * MINUTE_MS;

type Context = Pick<LookContext, "store" | "now" | "hash" | "log">;

/**
 * Takes in what GitHub could not deliver: it never tries twice by itself. The payload is read from the log and not
 * sent again, so that it works where GitHub still can't reach the service. The log is read in passes, each from the
 * newest delivery back to where the one before began; the place is stored, so that a pass goes on behind a look, a
 * restart or another replica, and nothing is passed over.
 */
export async function lookAtDeliveryLog(
  context: Context,
  healing: HealingParts | undefined,
): Promise<LookOutcome> {
  if (healing === undefined) return { settlement: { kind: "done" }, writes: {} };
  const nowMs = context.now();
  const stored = (await context.store.findDeliveryLogPlace()) ?? {
    comparedUntilMs: 0,
    readAtMs: nowMs - LONGEST_LOG_MS,
  };
  const { attempts, place } = await readOn(context, healing, stored);
  await recoverAll(context, healing, await listLost(context.store, healing, attempts));
  const writes = { deliveryLogPlace: place };
  if (place.pass === undefined) return { settlement: { kind: "done" }, writes };
  const why = "more of GitHub's log of deliveries is to be read";
  return { settlement: { kind: "wait", untilMs: context.now() + NEXT_LOOK_MS, why }, writes };
}

interface ReadOn {
  readonly attempts: readonly HookDelivery[];
  readonly place: DeliveryLogPlace;
}

/** A pass without a cursor begins at the newest delivery. */
type Pass = Omit<NonNullable<DeliveryLogPlace["pass"]>, "cursor"> & { readonly cursor?: string };

/** Reads on with the pass that is under way, or begins one. */
async function readOn(context: Context, healing: HealingParts, stored: DeliveryLogPlace): Promise<ReadOn> {
  const attempts: HookDelivery[] = [];
  let pass: Pass = stored.pass ?? { startedAtMs: context.now() };
  let place = stored;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await readPage(context, healing, pass.cursor);
    if (page === undefined) {
      pass = { startedAtMs: context.now() };
      continue;
    }
    attempts.push(...page.rows);
    const newestMs = pass.newestMs ?? page.rows[0]?.deliveredAtMs;
    pass = { ...pass, ...(newestMs === undefined ? {} : { newestMs }) };
    const isEnded = isReached(page, stored.comparedUntilMs);
    if (isEnded) place = toEnded(stored, pass);
    // A pass that came to its end with one request has another one for what GitHub may have noted late.
    const isEnough = stored.pass !== undefined || isReached(page, stored.comparedUntilMs - OVERLAP_MS);
    if (page.next === undefined || (isEnded && isEnough)) break;
    pass = { ...pass, cursor: page.next };
    if (!isEnded) place = { ...stored, pass: { ...pass, cursor: page.next } };
  }
  return { attempts, place };
}

function toEnded({ comparedUntilMs }: DeliveryLogPlace, { startedAtMs, newestMs }: Pass): DeliveryLogPlace {
  // By GitHub's own clock: ours may be wrong.
  const settledMs = newestMs === undefined ? 0 : newestMs - SETTLED_MS;
  return { comparedUntilMs: Math.max(comparedUntilMs, settledMs), readAtMs: startedAtMs };
}

/** Undefined: GitHub does not know the place any more, which has left its log, and the pass begins anew. */
async function readPage(
  { log: told }: Context,
  { log }: HealingParts,
  cursor: string | undefined,
): Promise<DeliveryPage | undefined> {
  try {
    const page = await log.readPage(cursor);
    for (const { why } of page.unreadable) {
      told.warn({ why }, "a delivery in GitHub's log can't be read: left out");
    }
    return page;
  } catch (error) {
    const isUnknown =
      error instanceof GitHubError && (error.failure.kind === "refused" || error.failure.kind === "gone");
    if (cursor === undefined || !isUnknown) throw error;
    told.warn({ why: error.message }, "place in GitHub's log of deliveries is not known any more: read anew");
    return undefined;
  }
}

function isReached({ rows, next }: DeliveryPage, ms: number): boolean {
  const oldest = rows.at(-1);
  return next === undefined || (oldest !== undefined && oldest.deliveredAtMs < ms);
}

async function listLost(
  store: Pick<ServiceStore, "listUnknownDeliveries">,
  { unreadable }: HealingParts,
  attempts: readonly HookDelivery[],
): Promise<readonly HookDelivery[]> {
  const used = attempts.filter(({ event, action }) => !isCheckTraffic(event, action));
  const lost = findLostDeliveries(used);
  // Answered too late, or a 5xx after the row was written: GitHub calls it failed, and it is here.
  const unknown = await store.listUnknownDeliveries(lost.map(({ guid }) => guid));
  return lost.filter(({ id, guid }) => unknown.has(guid) && !unreadable.has(id));
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
    healing.unreadable.add(id);
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

/**
 * Deliveries of which no attempt was taken, oldest first: the newest attempt of each. What was answered 2xx is in the
 * inbox, or was in one that is lost; that is the sweep's and the back-fill's to mend.
 */
export function findLostDeliveries(attempts: readonly HookDelivery[]): readonly HookDelivery[] {
  const taken = new Set(attempts.filter(({ statusCode }) => isTaken(statusCode)).map(({ guid }) => guid));
  const lost = new Map<string, HookDelivery>();
  for (const attempt of attempts) {
    const known = lost.get(attempt.guid);
    if (taken.has(attempt.guid) || (known !== undefined && compareDeliveries(known, attempt) > 0)) continue;
    lost.set(attempt.guid, attempt);
  }
  return [...lost.values()].sort(compareDeliveries);
}

function isTaken(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}

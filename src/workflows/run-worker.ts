import { answerInTime } from "./answer-in-time.ts";
import { planRetry } from "./plan-retry.ts";
import { GitHubError, type GitHubFailure } from "./ports/git-hub-error.ts";
import type { ServiceLog } from "./ports/service-log.ts";
import type { ServiceStore, Settlement, StoreWrites, WorkClaim } from "./ports/service-store.ts";
import { StaleClaimError } from "./stale-claim-error.ts";

const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** How long a worker sleeps at most: another replica's intake may have added work without telling this one. */
const LONGEST_SLEEP_MS = 1_000;
/** What is due but held by another worker must not be asked for in a circle. */
const SHORTEST_SLEEP_MS = 20;
/** Giving back is one statement; a store that takes longer has gone. */
const GIVE_BACK_MS = 300;

export interface LookOutcome {
  readonly settlement: Settlement;
  readonly writes: StoreWrites;
}

export interface WorkerOptions {
  readonly store: ServiceStore;
  readonly log: ServiceLog;
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** Unique among replicas and processes. */
  readonly owner: string;
  /** Subjects at once. */
  readonly concurrency: number;
  /** Only these subjects; all unless told. */
  readonly keys?: readonly string[];
  readonly lookAt: (claim: WorkClaim, log: ServiceLog) => Promise<LookOutcome>;
  readonly metrics: WorkerMetrics;
}

interface Unsettled {
  readonly claim: WorkClaim;
  readonly settlement: Settlement;
}

export interface WorkerMetrics {
  /** Another worker took a subject over because its lease ran out. */
  countLeaseSteal(): void;
  /** A result came too late and was not written. */
  countRefusedWrite(): void;
  countLimited(why: "primary" | "secondary" | "budget"): void;
}

/**
 * Claims subjects and looks at each, many at once and one subject never twice, until it is stopped. Runs from its
 * making on.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #held = new Map<string, WorkClaim>();
  readonly #running = new Set<Promise<void>>();
  /** Results that the store did not take, given back as soon as it answers again. */
  readonly #unsettled = new Map<string, Unsettled>();
  /** What GitHub does not show yet, by subject, and since when: a process that starts counts anew. */
  readonly #lags = new Map<string, { readonly message: string; readonly sinceMs: number }>();
  readonly #renewal: NodeJS.Timeout;
  readonly #loop: Promise<void>;
  #isStopping = false;
  #isAwake = false;
  #wakeUp: () => void = () => undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#renewal = setInterval(() => void this.#renew(), RENEW_MS);
    this.#loop = this.#run();
  }

  /** There may be new work: look now. */
  wake(): void {
    this.#isAwake = true;
    this.#wakeUp();
  }

  /**
   * Takes no more work, waits for what is under way at most `timeoutMs`, gives back the rest. A store that does not
   * answer is waited for as long once more: what it was not told runs out with its leases.
   */
  async stop(timeoutMs: number): Promise<void> {
    this.#isStopping = true;
    this.wake();
    const { log, store } = this.#options;
    try {
      // The loop first: what it was just given is under way too.
      const isDone = this.#loop.then(() => Promise.all(this.#running));
      await answerInTime(isDone, timeoutMs).catch(() => undefined);
      clearInterval(this.#renewal);
      if (this.#held.size > 0) {
        await answerInTime(store.releaseClaims([...this.#held.values()]), Math.max(timeoutMs, GIVE_BACK_MS));
      }
    } catch (error) {
      log.warn({ err: error, subjects: this.#held.size }, "work could not be given back: its leases run out");
    }
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      this.#isAwake = false;
      const free = this.#options.concurrency - this.#running.size;
      const claims = free > 0 ? await this.#claim(free) : [];
      for (const claim of claims) this.#start(claim);
      // Whatever was claimed may not have been all of it: ask again at once while a hand is free.
      const isFull = this.#running.size >= this.#options.concurrency;
      if (claims.length === 0 || isFull)
        await this.#sleep(isFull ? LONGEST_SLEEP_MS : await this.#findSleepMs());
    }
  }

  async #claim(limit: number): Promise<readonly WorkClaim[]> {
    const { store, owner, log, keys } = this.#options;
    try {
      await this.#settleLate();
      const only = keys === undefined ? {} : { keys };
      return await store.claimWork({ owner, limit, leaseMs: LEASE_MS, ...only });
    } catch (error) {
      log.error({ err: error }, "work could not be claimed");
      await this.#sleep(LONGEST_SLEEP_MS);
      return [];
    }
  }

  #start(claim: WorkClaim): void {
    this.#held.set(claim.key, claim);
    const done = this.#finish(claim).finally(() => {
      // The same subject may have come here again meanwhile: that one is still held.
      if (this.#held.get(claim.key) === claim) this.#held.delete(claim.key);
      this.#running.delete(done);
      this.wake();
    });
    this.#running.add(done);
  }

  async #finish(claim: WorkClaim): Promise<void> {
    const log = this.#options.log.child({ subject: claim.key, fence: claim.fence });
    const outcome = await this.#look(claim, log);
    if (outcome === undefined) {
      this.#options.metrics.countRefusedWrite();
      return;
    }
    try {
      const result = await this.#options.store.settle(claim, outcome.settlement, outcome.writes);
      if (result === "settled") {
        log.info(toFields(claim, outcome.settlement), "looked at");
        return;
      }
      this.#options.metrics.countRefusedWrite();
      log.warn({}, "result refused: another worker holds the subject");
    } catch (error) {
      // Nothing is lost, for the subject is looked at again, and nobody died of it: it is a failed try like others.
      log.error({ err: error }, "result could not be stored");
      this.#unsettled.set(claim.key, { claim, settlement: this.#toRetry(claim, "the store failed") });
    }
  }

  /** Without what was to be written, which may be why the store refused it. */
  async #settleLate(): Promise<void> {
    for (const [key, { claim, settlement }] of this.#unsettled) {
      await this.#options.store.settle(claim, settlement, {});
      this.#unsettled.delete(key);
    }
  }

  #toRetry({ attempts }: WorkClaim, message: string): Settlement {
    const { now, random } = this.#options;
    return planRetry({ failure: { kind: "fault", message }, attempts, nowMs: now(), jitter: random() });
  }

  /** Undefined: the claim is no longer ours, and whoever has it now will write. */
  async #look(claim: WorkClaim, log: ServiceLog): Promise<LookOutcome | undefined> {
    try {
      const outcome = await this.#options.lookAt(claim, log);
      this.#lags.delete(claim.key);
      return outcome;
    } catch (error) {
      if (error instanceof StaleClaimError) {
        this.#lags.delete(claim.key);
        log.warn({}, "stopped: another worker holds the subject");
        return undefined;
      }
      return { settlement: this.#settleFailure(claim, error, log), writes: {} };
    }
  }

  #settleFailure(claim: WorkClaim, error: unknown, log: ServiceLog): Settlement {
    const failure: GitHubFailure =
      error instanceof GitHubError
        ? error.failure
        : { kind: "fault", message: error instanceof Error ? error.message : String(error) };
    const { now, random, metrics } = this.#options;
    if (failure.kind === "limited") metrics.countLimited(failure.why);
    const nowMs = now();
    const lag = failure.kind === "lagging" ? this.#noteLag(claim.key, failure.message, nowMs) : {};
    const settlement = planRetry({
      failure,
      attempts: claim.attempts,
      nowMs,
      jitter: random(),
      ...lag,
    });
    if (settlement.kind !== "wait") this.#lags.delete(claim.key);
    const fields = { outcome: settlement.kind, why: "why" in settlement ? settlement.why : undefined };
    // Waiting for the budget is how a busy hour goes, and is counted; every other reason is worth a line.
    const isOrdinary = failure.kind === "limited" && failure.why === "budget";
    if (isOrdinary) log.debug(fields, "look did not finish");
    else if (error instanceof GitHubError) log.warn(fields, "look did not finish");
    else log.error({ ...fields, err: error }, "look failed");
    return settlement;
  }

  /** Another commit that is not shown is another wait. */
  #noteLag(key: string, message: string, nowMs: number): { readonly laggingSinceMs: number } {
    const known = this.#lags.get(key);
    const sinceMs = known?.message === message ? known.sinceMs : nowMs;
    this.#lags.set(key, { message, sinceMs });
    return { laggingSinceMs: sinceMs };
  }

  async #renew(): Promise<void> {
    const { store, log, metrics } = this.#options;
    const claims = [...this.#held.values()];
    if (claims.length === 0) return;
    try {
      const still = await store.renewLeases(claims, LEASE_MS);
      const lost = claims.filter((claim) => !still.has(claim.key) && this.#held.get(claim.key) === claim);
      for (const { key } of lost) {
        metrics.countLeaseSteal();
        log.warn({ subject: key }, "lease lost");
      }
    } catch (error) {
      log.error({ err: error }, "leases could not be renewed");
    }
  }

  async #findSleepMs(): Promise<number> {
    try {
      const dueMs = await this.#options.store.findNextDueMs();
      const waitMs = dueMs === undefined ? LONGEST_SLEEP_MS : dueMs - this.#options.now();
      return Math.min(Math.max(waitMs, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
    } catch {
      return LONGEST_SLEEP_MS;
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#isAwake || this.#isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function toFields(claim: WorkClaim, settlement: Settlement): Readonly<Record<string, unknown>> {
  return {
    outcome: settlement.kind,
    events: claim.deliveries.map(({ fields }) =>
      "action" in fields ? `${fields.kind}.${fields.action}` : fields.kind,
    ),
    ...("why" in settlement ? { why: settlement.why } : {}),
    ...("untilMs" in settlement ? { until: new Date(settlement.untilMs).toISOString() } : {}),
  };
}

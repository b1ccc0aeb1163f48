import type { PullRequestState } from "../model/pull-request.ts";
import type { Repository } from "../model/repository.ts";
import type { ClaimHistory } from "../tagging/claim-history.ts";
import type { EffectiveCatalog } from "./catalog/effective-catalog.ts";
import type { AppStanding } from "./ports/app-inspection.ts";
import type { ChangeHistory } from "./ports/change-history.ts";
import type { Issue, Permission } from "./ports/git-hub.ts";
import type { ServiceLog } from "./ports/service-log.ts";

/**
 * What a process remembers to spare requests and parsing. Nothing here is the truth: all of it can be lost at any
 * moment, and each entry is looked up again after its time.
 */
export interface ServiceMemory {
  readonly catalogs: TimedMap<EffectiveCatalog>;
  readonly histories: TimedMap<{ readonly newest: string; readonly history: ClaimHistory }>;
  /** Linked issues and targets of `for #n` that are no pull requests: no event tells when they change. */
  readonly issues: TimedMap<Issue | "absent">;
  /** Who can read another repository that is pointed at, by its id: as short as a webhook takes. */
  readonly places: TimedMap<Repository | "absent">;
  readonly permissions: TimedMap<Permission>;
  /**
   * What GitHub answered where webhooks could not decide: a look that has to stop for want of budget must not spend
   * the next of it on reading the same once more.
   */
  readonly pullRequests: TimedMap<{ readonly readAtMs: number; readonly state: PullRequestState }>;
  /** Comments and reactions of the last hour on one pull request: two apps that answer each other stop here. */
  readonly contentWrites: TimedMap<number>;
}

export interface TimedMap<Value> {
  find(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

const MINUTE_MS = 60_000;

export function createServiceMemory(now: () => number): ServiceMemory {
  return {
    catalogs: createTimedMap({ now, keepMs: 24 * 60 * MINUTE_MS, most: 500 }),
    histories: createTimedMap({ now, keepMs: 60 * MINUTE_MS, most: 50 }),
    issues: createTimedMap({ now, keepMs: 10 * MINUTE_MS, most: 2_000 }),
    places: createTimedMap({ now, keepMs: MINUTE_MS, most: 500 }),
    permissions: createTimedMap({ now, keepMs: 10 * MINUTE_MS, most: 5_000 }),
    pullRequests: createTimedMap({ now, keepMs: 10 * MINUTE_MS, most: 2_000 }),
    contentWrites: createTimedMap({ now, keepMs: 60 * MINUTE_MS, most: 10_000 }),
  };
}

interface TimedMapOptions {
  readonly now: () => number;
  /** An entry lives this long after it was first set. */
  readonly keepMs: number;
  /** The entry set longest ago goes first. */
  readonly most: number;
}

function createTimedMap<Value>({ now, keepMs, most }: TimedMapOptions): TimedMap<Value> {
  const entries = new Map<string, { readonly value: Value; readonly untilMs: number }>();
  const findLive = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined || entry.untilMs > now()) return entry;
    entries.delete(key);
    return undefined;
  };
  return {
    find: (key) => findLive(key)?.value,
    set: (key, value) => {
      const untilMs = findLive(key)?.untilMs ?? now() + keepMs;
      entries.delete(key);
      entries.set(key, { value, untilMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break;
        entries.delete(oldest);
      }
    },
    delete: (key) => void entries.delete(key),
  };
}

/** Tells what the history itself threw, whose message is a sentence for the user, from a defect of what reads it. */
export function watchHistory(history: ChangeHistory): ChangeHistory & { failure(): unknown } {
  let failure: unknown;
  return {
    ...history,
    async *listChanges(request) {
      try {
        yield* history.listChanges(request);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    failure: () => failure,
  };
}

export interface StandingWatch {
  note(standing: AppStanding): void;
  /** Undefined until GitHub has answered the app. */
  find(): AppStanding | undefined;
}

const MEND =
  "Run throughline doctor. Was the app deleted on GitHub, take its credentials out of the settings, delete credentials.json in DATA_DIR, and start again to register another one; was only its key, set a new one.";

/**
 * Says once that GitHub refuses the app, and once that it is over; every request would say it otherwise. The service
 * stays ready: with another key on its way webhooks still come and have to be kept, and work waits for it.
 */
export function watchStanding(log: Pick<ServiceLog, "info" | "error">): StandingWatch {
  let last: AppStanding | undefined;
  return {
    find: () => last,
    note(standing) {
      if (standing === last) return;
      if (standing === "refused") log.error({ mend: MEND }, "GitHub refuses the app: nothing can be done");
      else if (last === "refused") log.info({}, "GitHub takes the app again");
      last = standing;
    },
  };
}

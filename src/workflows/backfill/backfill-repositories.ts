import type { Repository } from "../../model/repository.ts";
import { fail, type Result } from "../../model/result.ts";
import { PRIORITY, type Subject, toSubjectKey } from "../../model/subject.ts";
import { lookAtSubject } from "../look-at-subject.ts";
import type { StoredBackfill } from "../ports/backfill-store.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import { type LookOutcome, Worker } from "../run-worker.ts";
import type { ServiceContext } from "../service-context.ts";
import { findInstalledRepository } from "./find-installed-repository.ts";

/** Repositories at once; each waits for GitHub most of the time. */
const CONCURRENCY = 4;
const POLL_MS = 100;
const STOP_MS = 5_000;
const MOST_DEAD = 1_000;

export interface BackfillParts {
  readonly context: ServiceContext;
  /** 0 to 1. */
  readonly random: () => number;
  readonly owner: string;
  readonly wait: (ms: number) => Promise<void>;
}

export interface BackfillRequest {
  /** `owner/name` of each. */
  readonly names: readonly string[];
  /** Nothing that landed earlier is read, epoch milliseconds. */
  readonly sinceMs: number;
  /** Called now and then with how far each has come. */
  readonly onProgress: (progress: BackfillProgress) => void;
}

export interface BackfillProgress {
  readonly backfills: readonly StoredBackfill[];
  /** GitHub said to wait, or the budget is spent. */
  readonly isWaiting: boolean;
}

export type BackfillResult =
  | { readonly name: string; readonly kind: "ended"; readonly backfill: StoredBackfill }
  /** `message` is one sentence. */
  | { readonly name: string; readonly kind: "not-found" | "failed"; readonly message: string };

interface Target {
  readonly name: string;
  readonly repositoryId: number;
  readonly subject: Subject;
}

/**
 * Back-fills repositories and resolves when each is done or failed. The work is the service's own, under its leases:
 * beside a running service the two share it, and what is interrupted goes on with the next call.
 */
export async function backfillRepositories(
  parts: BackfillParts,
  { names, sinceMs, onProgress }: BackfillRequest,
): Promise<readonly BackfillResult[]> {
  const { store } = parts.context;
  const failures: Watch["failures"] = new Map();
  const targets: Target[] = [];
  for (const name of names) {
    const found = await findRepository(parts, name);
    if (found.ok) targets.push(toTarget(name, found.value));
    else failures.set(name, found.error);
  }
  for (const { repositoryId, subject } of targets) {
    await store.startBackfill(repositoryId, sinceMs);
    await store.bump([{ subject, priority: PRIORITY.backfill }]);
  }
  await work(parts, targets, { failures, onProgress });
  const results: BackfillResult[] = [];
  for (const name of names) {
    const target = targets.find((one) => one.name === name);
    const backfill = target && (await store.findBackfill(target.repositoryId));
    const failure = failures.get(name);
    if (failure !== undefined) results.push({ name, ...failure });
    else if (backfill !== undefined) results.push({ name, kind: "ended", backfill });
  }
  return results;
}

type Failure = Pick<Extract<BackfillResult, { message: string }>, "kind" | "message">;

async function findRepository(
  { context }: BackfillParts,
  name: string,
): Promise<Result<Repository, Failure>> {
  try {
    const found = await findInstalledRepository(context, name);
    return found.ok ? found : fail({ kind: "not-found", message: found.error });
  } catch (error) {
    if (error instanceof GitHubError) return fail({ kind: "failed", message: error.message });
    throw error;
  }
}

function toTarget(name: string, { id, installationId }: Repository): Target {
  return { name, repositoryId: id, subject: { kind: "backfill", installationId, repositoryId: id } };
}

interface Watch {
  /** Name -> why nothing more will come of it. */
  readonly failures: Map<string, Failure>;
  readonly onProgress: BackfillRequest["onProgress"];
}

async function work(parts: BackfillParts, targets: readonly Target[], watch: Watch): Promise<void> {
  if (targets.length === 0) return;
  const { context, random, owner } = parts;
  let isWaiting = false;
  const lookAt = async (claim: WorkClaim, log: ServiceLog): Promise<LookOutcome> => {
    try {
      const outcome = await lookAtSubject(context, claim, log);
      isWaiting = outcome.settlement.kind === "wait";
      return outcome;
    } catch (error) {
      const name = targets.find(({ subject }) => toSubjectKey(subject) === claim.key)?.name;
      if (name !== undefined && isFinal(error)) {
        watch.failures.set(name, { kind: "failed", message: error.message });
      }
      throw error;
    }
  };
  const worker = new Worker({
    ...context,
    random,
    owner,
    concurrency: CONCURRENCY,
    keys: targets.map(({ subject }) => toSubjectKey(subject)),
    lookAt,
    metrics: {
      countLeaseSteal: () => undefined,
      countRefusedWrite: () => undefined,
      countLimited: () => {
        isWaiting = true;
      },
    },
  });
  try {
    for (;;) {
      const backfills = await listBackfills(parts, targets);
      watch.onProgress({ backfills, isWaiting });
      await noteDead(parts, targets, watch.failures);
      if (targets.every((target) => hasEnded(target, backfills, watch.failures))) break;
      await parts.wait(POLL_MS);
    }
  } finally {
    await worker.stop(STOP_MS);
  }
}

/** What GitHub will answer the next time too. */
function isFinal(error: unknown): error is GitHubError {
  if (!(error instanceof GitHubError)) return false;
  const { kind } = error.failure;
  return kind === "gone" || kind === "forbidden" || kind === "refused" || kind === "unauthorized";
}

async function listBackfills(
  { context }: BackfillParts,
  targets: readonly Target[],
): Promise<readonly StoredBackfill[]> {
  const rows = await Promise.all(targets.map(({ repositoryId }) => context.store.findBackfill(repositoryId)));
  return rows.filter((row) => row !== undefined);
}

/** Given up by a service that worked on it beside this command. */
async function noteDead(
  { context }: BackfillParts,
  targets: readonly Target[],
  failures: Watch["failures"],
): Promise<void> {
  const dead = new Map((await context.store.listDeadWork(MOST_DEAD)).map(({ key, why }) => [key, why]));
  for (const { name, subject } of targets) {
    const why = dead.get(toSubjectKey(subject));
    if (why !== undefined && !failures.has(name)) failures.set(name, { kind: "failed", message: why });
  }
}

function hasEnded(
  { name, repositoryId }: Target,
  backfills: readonly StoredBackfill[],
  failures: ReadonlyMap<string, Failure>,
): boolean {
  const phase = backfills.find((one) => one.repositoryId === repositoryId)?.phase;
  return failures.has(name) || phase === "done" || phase === "off";
}

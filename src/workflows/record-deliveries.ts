import type { Delivery } from "../model/webhook.ts";
import { answerInTime } from "./answer-in-time.ts";
import type { ServiceStore } from "./ports/service-store.ts";

const MAX_BATCH = 256;
const MAX_WAITING = 2048;
/** However fast more comes, the first one does not wait longer than these turns of the event loop. */
const MOST_TURNS = 10;
/** GitHub waits 10 s: enough for what waits behind a transaction that hangs, and then for its own. */
const COMMIT_MS = 4_500;

export interface RecorderOptions {
  /** Runs a function once the deliveries that arrived together have been handed in: `setImmediate`. */
  readonly defer: (run: () => void) => void;
  /** Most deliveries of one transaction; 256. */
  readonly maxBatch?: number;
  /** Most deliveries that wait for a transaction; one more is refused. 2,048. */
  readonly maxWaiting?: number;
  /** A transaction that takes longer counts as failed, and the next one begins; 4.5 s. */
  readonly maxCommitMs?: number;
}

export interface DeliveryRecorder {
  /** Resolves once the delivery is durable; rejects when the store failed or too many wait. */
  record(delivery: Delivery): Promise<"new" | "duplicate">;
}

interface Waiting {
  readonly delivery: Delivery;
  readonly resolve: (outcome: "new" | "duplicate") => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Group commit: deliveries that wait at the same moment share one transaction, because syncing to disk costs the
 * same for one as for a hundred. One transaction runs at a time; what arrives meanwhile is the next one. A batch
 * that fails is refused as a whole, since nobody knows which of it is durable; so is one that takes too long.
 */
export function createDeliveryRecorder(
  store: Pick<ServiceStore, "recordDeliveries">,
  options: RecorderOptions,
): DeliveryRecorder {
  const maxBatch = options.maxBatch ?? MAX_BATCH;
  const maxWaiting = options.maxWaiting ?? MAX_WAITING;
  const maxCommitMs = options.maxCommitMs ?? COMMIT_MS;
  const write = (deliveries: readonly Delivery[]): ReturnType<ServiceStore["recordDeliveries"]> =>
    answerInTime(store.recordDeliveries(deliveries), maxCommitMs);
  let waiting: Waiting[] = [];
  let isBusy = false;

  /**
   * Looks again after each turn in which more came, so that bodies that arrive in pieces get into the same
   * transaction: a turn costs microseconds, a transaction milliseconds.
   */
  const schedule = (turns = 0, seen = 0): void => {
    isBusy = true;
    options.defer(() => {
      const isGrowing = waiting.length > seen && waiting.length < maxBatch;
      if (isGrowing && turns < MOST_TURNS) schedule(turns + 1, waiting.length);
      else void flush();
    });
  };

  /** Never rejects: what goes wrong is told to those who wait. */
  const flush = async (): Promise<void> => {
    const batch = waiting.slice(0, maxBatch);
    waiting = waiting.slice(maxBatch);
    await commit(write, batch);
    if (waiting.length === 0) isBusy = false;
    else schedule();
  };

  return {
    record(delivery) {
      if (waiting.length >= maxWaiting) {
        return Promise.reject(new Error(`${waiting.length} deliveries wait for the store already`));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (!isBusy) schedule();
      });
    },
  };
}

async function commit(write: ServiceStore["recordDeliveries"], batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await write(batch.map(({ delivery }) => delivery));
    batch.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) reject(new Error("the store did not say what became of a delivery"));
      else resolve(outcome);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

import { PRIORITY } from "../model/subject.ts";
import type { GitHubApp } from "./ports/git-hub.ts";
import type { ServiceLog } from "./ports/service-log.ts";
import type { ServiceStore } from "./ports/service-store.ts";

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

interface LearningParts {
  readonly store: Pick<ServiceStore, "findInstallation" | "bump">;
  readonly app: Pick<GitHubApp, "listInstallations">;
  readonly log: ServiceLog;
  /** There is new work. */
  readonly wake: () => void;
}

/**
 * Compares GitHub's installations with the store once, and tries until that has worked: a service that starts while
 * GitHub is away, or can't tell of one of them, would else never hear of the repositories whose webhooks it missed.
 */
export function learnInstallations(parts: LearningParts): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const learn = async (waitMs: number): Promise<void> => {
    try {
      const counts = await compareInstallations(parts);
      parts.log.info(counts, "installations compared with the store");
      parts.wake();
      if (counts.unreadable > 0) again(waitMs);
    } catch (error) {
      parts.log.warn({ err: error }, "installations could not be compared with the store; tried again");
      again(waitMs);
    }
  };
  const again = (waitMs: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => void learn(Math.min(2 * waitMs, LONGEST_WAIT_MS)), waitMs);
    timer.unref();
  };
  void learn(FIRST_WAIT_MS);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

interface Counts {
  readonly known: number;
  readonly unknown: number;
  readonly unreadable: number;
}

/** A store that is new, or was lost, knows no installation: each that it does not know, or knows as suspended, is looked at. */
async function compareInstallations({ store, app, log }: LearningParts): Promise<Counts> {
  const counts = { known: 0, unknown: 0, unreadable: 0 };
  const lookAt = async (id: number): Promise<void> => {
    await store.bump([{ subject: { kind: "installation", installationId: id }, priority: PRIORITY.sweep }]);
  };
  for await (const { rows, unreadable } of app.listInstallations()) {
    for (const { id, why } of unreadable) {
      counts.unreadable += 1;
      log.warn(
        { ...(id === undefined ? {} : { installation: id }), why },
        "an installation in GitHub's list can't be read: left as it is, and tried again",
      );
      // Asked for alone it may be told whole.
      if (id !== undefined && (await store.findInstallation(id)) === undefined) await lookAt(id);
    }
    for (const { id, isSuspended } of rows) {
      // By the installation's own row: a first webhook may have told of a repository already.
      const stored = await store.findInstallation(id);
      if (isSuspended || (stored !== undefined && !stored.isSuspended)) {
        counts.known += 1;
        continue;
      }
      counts.unknown += 1;
      log.info({ installation: id }, "installation not known yet: to be looked at");
      await lookAt(id);
    }
  }
  return counts;
}

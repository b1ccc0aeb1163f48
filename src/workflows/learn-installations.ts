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
 * GitHub is away would else never hear of the repositories whose webhooks it missed.
 */
export function learnInstallations(parts: LearningParts): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const learn = async (waitMs: number): Promise<void> => {
    try {
      const counts = await compareInstallations(parts);
      parts.log.info(counts, "installations compared with the store");
      parts.wake();
    } catch (error) {
      parts.log.warn({ err: error }, "installations could not be compared with the store; tried again");
      if (isStopped) return;
      timer = setTimeout(() => void learn(Math.min(2 * waitMs, LONGEST_WAIT_MS)), waitMs);
      timer.unref();
    }
  };
  void learn(FIRST_WAIT_MS);
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** A store that is new, or was lost, knows no installation: each that it does not know, or knows as suspended, is looked at. */
async function compareInstallations({
  store,
  app,
  log,
}: LearningParts): Promise<{ readonly known: number; readonly unknown: number }> {
  const counts = { known: 0, unknown: 0 };
  for await (const page of app.listInstallations()) {
    for (const { id, isSuspended } of page) {
      // By the installation's own row: a first webhook may have told of a repository already.
      const stored = await store.findInstallation(id);
      if (isSuspended || (stored !== undefined && !stored.isSuspended)) {
        counts.known += 1;
        continue;
      }
      counts.unknown += 1;
      log.info({ installation: id }, "installation not known yet: to be looked at");
      await store.bump([{ subject: { kind: "installation", installationId: id }, priority: PRIORITY.sweep }]);
    }
  }
  return counts;
}

import { PRIORITY } from "../model/subject.ts";
import type { WorkClaim } from "./ports/service-store.ts";
import type { LookOutcome } from "./run-worker.ts";

/**
 * Nothing is done in a repository that is gone. An event that shows it alive came late, or its return was not told: the
 * list of its installation decides which.
 */
export function settleGoneRepository({ subject, deliveries }: WorkClaim): LookOutcome {
  const isShownAlive = deliveries.some(
    ({ fields }) => "repository" in fields && !fields.repository.isDeleted,
  );
  const { installationId } = subject;
  return {
    settlement: { kind: "superseded", why: "the repository is gone" },
    writes: {
      bumps: isShownAlive
        ? [{ subject: { kind: "installation", installationId }, priority: PRIORITY.sweep }]
        : [],
    },
  };
}

import { compareDeliveries, type HookDelivery } from "../ports/delivery-log.ts";

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

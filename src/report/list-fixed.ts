import type { SortedChanges } from "./tally/change-columns.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * 1 at the positions of the changes that a later fix followed within `fixDays` in at least one of the same files.
 * One pass from the newest change back, which keeps for each file the nearest fix that came later.
 */
export function listFixed(changes: SortedChanges, fixDays: number): Uint8Array {
  const fixed = new Uint8Array(changes.size);
  const nearestFixMs = new Float64Array(changes.files).fill(Number.POSITIVE_INFINITY);
  let waiting: number[] = [];
  let waitingMs = Number.NaN;
  for (let position = 0; position < changes.size; position += 1) {
    const landedAtMs = changes.landedAtMs(position);
    // Of two changes in the same second neither is known to be the later one: fixes count from the next second back.
    if (waitingMs !== landedAtMs) {
      for (const fix of waiting) noteFix(changes, fix, nearestFixMs);
      waiting = [];
      waitingMs = landedAtMs;
    }
    const latestMs = landedAtMs + fixDays * DAY_MS;
    let isFixed = false;
    changes.forEachFile(position, (file) => {
      isFixed ||= (nearestFixMs[file] ?? Number.POSITIVE_INFINITY) <= latestMs;
    });
    if (isFixed) fixed[position] = 1;
    if (changes.isFix(position)) waiting.push(position);
  }
  return fixed;
}

function noteFix(changes: SortedChanges, fix: number, nearestFixMs: Float64Array): void {
  const landedAtMs = changes.landedAtMs(fix);
  changes.forEachFile(fix, (file) => {
    nearestFixMs[file] = landedAtMs;
  });
}

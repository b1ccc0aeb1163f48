import type { Revert } from "../model/change.ts";
import type { SortedChanges } from "./tally/change-columns.ts";

/** As many digits as the shortest SHA that a person would write. */
const SHORT_SHA = 7;

interface LaterReverts {
  readonly numbers: Set<number>;
  readonly shas: Map<string, string[]>;
  readonly titles: Map<string, number>;
}

/**
 * 1 at the positions of the changes that a later change takes back: by number or SHA where the revert tells one, else the newest
 * earlier change of the same title, one per revert.
 */
export function listReverted(changes: SortedChanges): Uint8Array {
  const later: LaterReverts = { numbers: new Set(), shas: new Map(), titles: new Map() };
  const reverted = new Uint8Array(changes.size);
  for (let position = 0; position < changes.size; position += 1) {
    if (isReverted(changes, position, later)) {
      reverted[position] = 1;
    }
    const reverts = changes.reverts(position);
    if (reverts !== undefined) {
      noteRevert(reverts, later);
    }
  }
  return reverted;
}

function noteRevert(revert: Revert, later: LaterReverts): void {
  if (revert.number !== undefined) {
    later.numbers.add(revert.number);
  }
  if (revert.sha !== undefined) {
    const start = revert.sha.slice(0, SHORT_SHA).toLowerCase();
    later.shas.set(start, [...(later.shas.get(start) ?? []), revert.sha.toLowerCase()]);
  }
  if (revert.number === undefined && revert.sha === undefined && revert.title !== undefined) {
    // As titles are kept: without halves of a surrogate pair.
    const title = revert.title.toWellFormed();
    later.titles.set(title, (later.titles.get(title) ?? 0) + 1);
  }
}

function isReverted(changes: SortedChanges, position: number, later: LaterReverts): boolean {
  const number = changes.number(position);
  if (number !== undefined && later.numbers.has(number)) {
    return true;
  }
  // Reading a text costs; most windows have few reverts that name one, and the newest changes none behind them.
  if (later.shas.size > 0) {
    const sha = changes.sha(position).toLowerCase();
    if (later.shas.get(sha.slice(0, SHORT_SHA))?.some((start) => sha.startsWith(start))) {
      return true;
    }
  }
  if (later.titles.size === 0) {
    return false;
  }
  const title = changes.title(position);
  const pending = later.titles.get(title) ?? 0;
  if (pending > 1) {
    later.titles.set(title, pending - 1);
  } else {
    later.titles.delete(title);
  }
  return pending > 0;
}

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

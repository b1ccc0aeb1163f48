import type { Violation } from "../simulated-git-hub.ts";

// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
const POINTS_PER_MINUTE = 900;
const CONTENT_PER_MINUTE = 80;
const CONTENT_PER_HOUR = 500;
const AT_ONCE = 100;
const READ_POINTS = 1;
const WRITE_POINTS = 5;
/** GitHub asks for a minute where it gives no `retry-after`. */
const UNNAMED_WAIT_MS = 60_000;
/** What was on the wire when GitHub said to wait is no breach. */
const ON_THE_WIRE_MS = 250;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export interface Spending {
  readonly installationId: number;
  readonly isWrite: boolean;
  readonly isContent: boolean;
  /** GraphQL has points of its own and none of these. */
  readonly isGraphql: boolean;
}

interface Ledger {
  points: { readonly atMs: number; readonly points: number }[];
  content: number[];
  underWay: number;
  hold: { readonly sinceMs: number; readonly untilMs: number } | undefined;
}

/** Watches what the app spends and notes what GitHub's secondary limits forbid. It never refuses anything. */
export class LimitObserver {
  readonly #now: () => number;
  readonly #ledgers = new Map<number, Ledger>();
  readonly #violations: Violation[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A request arrived; call what is returned when it is done. */
  begin(spending: Spending): () => void {
    const ledger = this.#ledger(spending.installationId);
    const atMs = this.#now();
    ledger.underWay += 1;
    this.#check(spending, ledger, atMs);
    return () => {
      ledger.underWay -= 1;
    };
  }

  /** The installation was told to wait; `undefined`: without being told how long. */
  hold(installationId: number, waitMs: number | undefined): void {
    const sinceMs = this.#now();
    const untilMs = sinceMs + (waitMs ?? UNNAMED_WAIT_MS);
    const ledger = this.#ledger(installationId);
    // Told twice: the first told time counts, up to the latest end.
    const known = ledger.hold;
    ledger.hold =
      known !== undefined && known.untilMs > sinceMs
        ? { sinceMs: known.sinceMs, untilMs: Math.max(known.untilMs, untilMs) }
        : { sinceMs, untilMs };
  }

  list(): readonly Violation[] {
    return [...this.#violations];
  }

  #check({ installationId, isWrite, isContent, isGraphql }: Spending, ledger: Ledger, atMs: number): void {
    const note = (limit: Violation["limit"], message: string): void => {
      this.#violations.push({ atMs, installationId, limit, message });
    };
    const { hold } = ledger;
    if (hold !== undefined && atMs > hold.sinceMs + ON_THE_WIRE_MS && atMs < hold.untilMs) {
      note("retry-after", `a request ${hold.untilMs - atMs} ms before the end of the wait`);
    }
    if (ledger.underWay > AT_ONCE) note("concurrency", `${ledger.underWay} requests at once`);
    if (!isGraphql) {
      ledger.points = ledger.points.filter((spent) => spent.atMs > atMs - MINUTE_MS);
      ledger.points.push({ atMs, points: isWrite ? WRITE_POINTS : READ_POINTS });
      const points = ledger.points.reduce((total, spent) => total + spent.points, 0);
      if (points > POINTS_PER_MINUTE) note("points-per-minute", `${points} points in a minute`);
    }
    if (!isContent) return;
    ledger.content = ledger.content.filter((time) => time > atMs - HOUR_MS);
    ledger.content.push(atMs);
    const lastMinute = ledger.content.filter((time) => time > atMs - MINUTE_MS).length;
    if (lastMinute > CONTENT_PER_MINUTE)
      note("content-per-minute", `${lastMinute} content writes in a minute`);
    if (ledger.content.length > CONTENT_PER_HOUR) {
      note("content-per-hour", `${ledger.content.length} content writes in an hour`);
    }
  }

  #ledger(installationId: number): Ledger {
    const known = this.#ledgers.get(installationId);
    if (known !== undefined) return known;
    const made: Ledger = { points: [], content: [], underWay: 0, hold: undefined };
    this.#ledgers.set(installationId, made);
    return made;
  }
}

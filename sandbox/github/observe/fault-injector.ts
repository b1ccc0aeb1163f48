import type { Fault, Faults } from "../simulated-git-hub.ts";
import type { Random } from "../world/random.ts";
import { KEPT_HISTORY_MS } from "../world/table.ts";

interface Planted {
  readonly fault: Fault;
  hits: number;
}

/** Chooses which requests go wrong, and how. */
export class FaultInjector implements Faults {
  readonly #random: Random;
  #planted: readonly Planted[] = [];
  #readLagMs = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get readLagMs(): number {
    return this.#readLagMs;
  }

  add(fault: Fault): () => void {
    const planted: Planted = { fault, hits: 0 };
    this.#planted = [...this.#planted, planted];
    return () => {
      this.#planted = this.#planted.filter((each) => each !== planted);
    };
  }

  clear(): void {
    this.#planted = [];
    this.#readLagMs = 0;
  }

  setReadLag(ms: number): void {
    if (ms < 0 || ms >= KEPT_HISTORY_MS) {
      throw new Error(`The lag of reads must be from 0 to below ${KEPT_HISTORY_MS} ms, not ${ms}.`);
    }
    this.#readLagMs = ms;
  }

  /** All faults that hit this request: latencies add up, of the others the first wins. */
  choose(request: {
    readonly route: string;
    readonly installationId: number | undefined;
  }): readonly Fault["what"][] {
    return this.#planted.flatMap((planted) => {
      const { route, installationId, share, times, what } = planted.fault;
      if (times !== undefined && planted.hits >= times) return [];
      if (route !== undefined && route !== request.route) return [];
      if (installationId !== undefined && installationId !== request.installationId) return [];
      if (share !== undefined && this.#random.next() >= share) return [];
      planted.hits += 1;
      return [what];
    });
  }
}

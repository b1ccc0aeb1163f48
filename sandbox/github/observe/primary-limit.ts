const HOUR_MS = 3_600_000;

export interface PrimaryState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
  readonly resource: "core" | "graphql";
}

/** GitHub's hourly limit: a window begins with the first request after the last one ended. */
export class PrimaryLimit {
  readonly #now: () => number;
  readonly #perHour: number;
  readonly #windows = new Map<string, { readonly resetAtMs: number; readonly used: number }>();

  constructor(now: () => number, perHour: number) {
    this.#now = now;
    this.#perHour = perHour;
  }

  read(who: string, resource: PrimaryState["resource"]): PrimaryState {
    const { resetAtMs, used } = this.#window(`${who}/${resource}`);
    return { limit: this.#perHour, remaining: Math.max(this.#perHour - used, 0), resetAtMs, resource };
  }

  spend(who: string, resource: PrimaryState["resource"], points: number): void {
    const key = `${who}/${resource}`;
    const { resetAtMs, used } = this.#window(key);
    this.#windows.set(key, { resetAtMs, used: used + points });
  }

  #window(key: string): { readonly resetAtMs: number; readonly used: number } {
    const known = this.#windows.get(key);
    const nowMs = this.#now();
    // Read without being spent a window does not begin: the next request would end sooner than GitHub's.
    return known !== undefined && nowMs < known.resetAtMs ? known : { resetAtMs: nowMs + HOUR_MS, used: 0 };
  }
}

export function toLimitHeaders(state: PrimaryState): Readonly<Record<string, string>> {
  return {
    "x-ratelimit-limit": `${state.limit}`,
    "x-ratelimit-remaining": `${state.remaining}`,
    "x-ratelimit-used": `${state.limit - state.remaining}`,
    "x-ratelimit-reset": `${Math.ceil(state.resetAtMs / 1000)}`,
    "x-ratelimit-resource": state.resource,
  };
}

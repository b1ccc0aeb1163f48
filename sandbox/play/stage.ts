import type { DeliveryRecord, LoggedRequest } from "../github/simulated-git-hub.ts";
import type { Sandbox } from "./sandbox.ts";
import { untilIdle } from "./until-idle.ts";

/** Between two things that one person does. */
const STEP_MS = 2 * 60_000;
/** The first act begins on a round time, a little after the past has ended. */
const START_MS = 10 * 60_000;
const MOST_ACTS = 200;

/** One thing that somebody did, and everything that followed from it. */
export interface Act {
  readonly place: number;
  /** Epoch milliseconds of the sandbox's clock. */
  readonly atMs: number;
  /** One sentence. */
  readonly what: string;
  readonly webhooks: readonly DeliveryRecord[];
  readonly requests: readonly LoggedRequest[];
}

export type Progress =
  | { readonly kind: "playing"; readonly what: string }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string };

/**
 * One thing happens at a time in the sandbox: each act is over when the app has come to rest, so that what follows
 * from it is told apart from what follows from the next.
 */
export class Stage {
  readonly sandbox: Sandbox;
  readonly #acts: Act[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #place = 0;
  #nextAtMs = 0;
  #progress: Progress = { kind: "playing", what: "The sandbox is being set up." };

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Newest first. */
  get acts(): readonly Act[] {
    return this.#acts.toReversed();
  }

  /** Waits for everything before it. `run` says in one sentence what it did; what it throws is thrown here. */
  act(run: () => string | Promise<string>): Promise<Act> {
    const done = this.#last.then(() => this.#perform(run));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** The beginning: told as progress, not as an act. */
  begin(run: (tell: (what: string) => void) => Promise<void>): Promise<void> {
    const done = this.#last.then(async () => {
      await run((what) => {
        this.#progress = { kind: "playing", what };
      });
      this.#nextAtMs = Math.ceil(this.sandbox.clock.now() / START_MS) * START_MS;
      this.#progress = { kind: "ready" };
    });
    this.#last = done.catch((error: unknown) => {
      this.#progress = { kind: "failed", message: error instanceof Error ? error.message : String(error) };
    });
    return done;
  }

  async #perform(run: () => string | Promise<string>): Promise<Act> {
    if (this.#progress.kind === "failed") throw new Error(this.#progress.message);
    const { gitHub, clock } = this.sandbox;
    // From one act to the next, whatever the app waited for in between: times don't depend on the machine's speed.
    clock.moveTo(Math.max(this.#nextAtMs, clock.now()));
    const atMs = clock.now();
    const lastDelivery = gitHub.webhooks.deliveries().at(-1)?.id ?? 0;
    const lastRequest = gitHub.requests().at(-1)?.sequence ?? 0;
    const what = await run();
    this.#nextAtMs = clock.now() + STEP_MS;
    await untilIdle(this.sandbox);
    this.#place += 1;
    const act: Act = {
      place: this.#place,
      atMs,
      what,
      webhooks: gitHub.webhooks.deliveries().filter(({ id }) => id > lastDelivery),
      requests: gitHub.requests().filter(({ sequence }) => sequence > lastRequest),
    };
    this.#acts.push(act);
    if (this.#acts.length > MOST_ACTS) this.#acts.shift();
    return act;
  }
}

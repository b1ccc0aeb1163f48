import type { Change } from "../model/change.ts";

/** A clone whose changes take the place of the made-up ones. */
export interface DemoClone {
  readonly repository: string;
  readonly catalog: string;
  readonly template: string;
  readonly changes: readonly Change[];
}

export interface DemoRequest {
  /** Absent: 3333, or a free one where that is taken. */
  readonly port?: number;
  readonly clone?: DemoClone;
  /** A folder that is left there with the store; absent: a new one that is deleted at the end. */
  readonly keepIn?: string;
}

/** The sandbox as it runs: the service, a simulated GitHub, and a page for both. */
export interface RunningDemo {
  /** `http://127.0.0.1:3333` */
  readonly address: string;
  /** What has to be said before it: that another port was taken than the usual one, and why. */
  readonly note?: string;
  /** Resolves once the organisation's past was played; rejects where it could not be. */
  untilReady(): Promise<void>;
  /** Plays two weeks as a person would. */
  playFortnight(): Promise<PlayedFortnight>;
  /** Ends everything and deletes what is not kept. */
  stop(): Promise<void>;
}

export interface PlayedFortnight {
  /** What happened, a line each. */
  readonly lines: readonly string[];
  /** Name -> text of what there is to read afterwards. */
  readonly files: ReadonlyMap<string, string>;
}

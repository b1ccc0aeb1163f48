const FORWARD = "The sandbox's clock only moves forward.";

/**
 * The one clock of the sandbox: the simulated GitHub and the service read it, and it stands still until it is moved.
 * So the same actions happen at the same times, however fast the machine is.
 */
export class SandboxClock {
  #nowMs: number;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  readonly now = (): number => this.#nowMs;

  moveTo(atMs: number): void {
    if (atMs < this.#nowMs) throw new Error(FORWARD);
    this.#nowMs = atMs;
  }
}

/** Waits that all end at once when the fake closes. */
export class Pauses {
  readonly #ends = new Set<() => void>();
  #isClosed = false;

  wait(ms: number): Promise<void> {
    if (this.#isClosed || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#ends.add(end);
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const end of this.#ends) end();
  }
}

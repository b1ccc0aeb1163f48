/** The claim's fence is no longer the newest: whatever this worker still wanted to do is another's work now. */
export class StaleClaimError extends Error {
  constructor(key: string) {
    super(`${key} is held by another worker`);
    this.name = "StaleClaimError";
  }
}

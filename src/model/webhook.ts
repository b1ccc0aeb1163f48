/** One webhook as it came in, its signature already checked. What it means is decided in src/app. */
export interface Webhook {
  /** `X-GitHub-Delivery`. */
  readonly id: string;
  /** `X-GitHub-Event`. */
  readonly event: string;
  /** Parsed JSON of any shape. */
  readonly payload: unknown;
  /** SHA-256 of the raw body, hexadecimal. */
  readonly bodyHash: string;
  readonly receivedAtMs: number;
}

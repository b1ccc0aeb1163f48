/** What a request to GitHub spends: `content` comments and issues, `check` check runs, `read` anything else. */
export type RequestKind = "content" | "check" | "read" | "write";

/**
 * The budget of each installation, shared by all replicas through the store. Never waits: answers from when on
 * the request may be made. `take` spends when it answers `undefined`.
 */
export interface RequestGate {
  /** `undefined`: go. Else epoch milliseconds before which nothing may be sent for the installation. */
  take(installationId: number, kind: RequestKind): Promise<number | undefined>;
  /** GitHub said to wait (`retry-after`, exhausted limit): the whole installation is held until then. */
  hold(installationId: number, untilMs: number): Promise<void>;
}

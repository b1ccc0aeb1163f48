/** One request that was answered, or was not: for the log and the metrics. Never holds a token, a body or a query. */
export interface RequestEvent {
  readonly method: string;
  /** As documented, parameters unfilled: `/repos/{owner}/{repo}/pulls/{pull_number}`. */
  readonly route: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** Absent where the app itself asked. */
  readonly installationId?: number;
}

/** What the adapter writes: one debug line a request. A pino logger fits. */
export interface RequestLog {
  debug(fields: RequestEvent, message: string): void;
}

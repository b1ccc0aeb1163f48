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

/** Rows of one list that were left out. Holds no content. */
export interface UnreadableRows {
  readonly route: string;
  readonly count: number;
  /** Of the first one: `title: expected string, received null`. */
  readonly why: string;
}

/** What the adapter writes: one debug line a request, one warning a list with rows that can't be read. */
export interface RequestLog {
  debug(fields: RequestEvent, message: string): void;
  warn(fields: UnreadableRows, message: string): void;
}

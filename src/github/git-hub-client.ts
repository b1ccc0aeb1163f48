import type { UnreadableRow } from "../workflows/ports/list-page.ts";
import type { RequestKind } from "../workflows/ports/request-gate.ts";

/** One request of a documented route. */
export interface GitHubRequest {
  /** `GET /repos/{owner}/{repo}`: what the log names. */
  readonly route: string;
  /** Fill the route; what is left over becomes the query of a GET and the JSON body of anything else. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly spends: RequestKind;
  /**
   * The statuses that are answers; any other one throws. Exact for a reason: a POST that something on the way turns
   * into a GET is answered 200 where 201 is due.
   */
  readonly answers: readonly number[];
}

export interface GitHubAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, of any shape; text where it is no JSON, empty where reading it broke off. */
  readonly data: unknown;
}

/** Sends as an installation or as the app. Throws GitHubError for every status that is no answer. */
export interface GitHubClient {
  send(request: GitHubRequest): Promise<GitHubAnswer>;
  /** Warns once for a list, where there are any. */
  reportUnreadable(route: string, rows: readonly UnreadableRow[]): void;
}

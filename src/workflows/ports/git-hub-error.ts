/** Why GitHub did not do as asked; what follows from each is decided in one place, plan-retry.ts. */
export type GitHubFailure =
  /** A limit: the whole installation waits until then. */
  | { readonly kind: "limited"; readonly untilMs: number; readonly why: "primary" | "secondary" | "budget" }
  /** 404, 410, 451, suspended or removed installation: looking again does not help. */
  | { readonly kind: "gone"; readonly status: number; readonly message: string }
  /** 403 that is no limit: a permission is missing. */
  | { readonly kind: "forbidden"; readonly message: string }
  /** 422 and other answers that say the request itself is wrong. */
  | { readonly kind: "refused"; readonly status: number; readonly message: string }
  /** What a webhook told of is not to be seen yet: a commit of a fork, a check run just made. Passes by itself. */
  | { readonly kind: "lagging"; readonly status: number; readonly message: string }
  /** 401 although the token is new. */
  | { readonly kind: "unauthorized"; readonly message: string }
  /** 5xx, time-out, broken connection, unexpected answer: try again later. */
  | { readonly kind: "fault"; readonly message: string };

/** Thrown by the GitHub port; reaches the one handler of the worker. */
export class GitHubError extends Error {
  readonly failure: GitHubFailure;
  constructor(failure: GitHubFailure, options?: ErrorOptions) {
    super("message" in failure ? failure.message : `limited (${failure.why})`, options);
    this.name = "GitHubError";
    this.failure = failure;
  }
}

import type { BotWriting } from "./bot-writing.ts";
import type { Actor } from "./repository.ts";

/** A pull request as GitHub showed it at `updatedAtMs`: the newest one known is the projection. */
export interface PullRequestState {
  readonly repositoryId: number;
  readonly number: number;
  readonly updatedAtMs: number;
  readonly status: "open" | "closed" | "merged";
  readonly title: string;
  /** Empty where the text cannot hold an answer, a marker or a closing keyword: it is not kept then. */
  readonly body: string;
  /** Absent: not known yet. */
  readonly botWriting?: BotWriting;
  readonly author: Actor;
  readonly isDraft: boolean;
  readonly labels: readonly string[];
  /** The title of its milestone. */
  readonly milestone?: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly baseBranch: string;
  readonly isFromFork: boolean;
  readonly changedFiles?: number;
  readonly createdAtMs: number;
  readonly mergedAtMs?: number;
  readonly mergeSha?: string;
}

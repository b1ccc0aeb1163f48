import type { Reference, Statement } from "./answer.ts";
import type { BotWriting } from "./bot-writing.ts";
import type { Actor } from "./repository.ts";

/** Who wrote something. Bots are told by GitHub's account type or the `[bot]` suffix. */
interface Author {
  readonly login: string;
  readonly isBot: boolean;
}

/**
 * A command or ticked list that the app accepted (rights already checked), or a button that was pressed.
 * `text` of a command is what stands behind `/impact`, `help` where that was asked for; of a list a marked block of its
 * ticked items.
 */
export interface SaidLater {
  readonly source: "command" | "list" | "button";
  /** Of a command. */
  readonly commentId?: number;
  readonly text: string;
  readonly saidAtMs: number;
}

/** An issue that the pull request closes. Only `impact:` labels and lines by people with write access answer. */
export interface LinkedIssue {
  readonly reference: Reference;
  readonly title: string;
  readonly labels: readonly string[];
  readonly body: string;
  /** Absent: all of it is its author's. */
  readonly botWriting?: BotWriting;
  readonly authorCanWrite: boolean;
}

/** What is known of the target of `for #n`; a target that is absent from the facts counts as unreadable. */
export type ReferenceReading =
  | { readonly kind: "answered"; readonly statement: Statement }
  | { readonly kind: "unanswered" }
  | { readonly kind: "unreadable" };

/** All facts that decide what the check says. Gathered by a workflow; nothing else is looked at. */
export interface PullRequest {
  /** Absent before it exists, on the command line. */
  readonly number?: number;
  readonly title: string;
  readonly body: string;
  /** Absent where only the author is known, as on the command line: all of it is the author's then. */
  readonly botWriting?: BotWriting;
  readonly branch?: string;
  readonly author: Author;
  readonly authorCanWrite: boolean;
  readonly isDraft: boolean;
  readonly isMerged: boolean;
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly pathsTruncated?: boolean;
  /** Oldest first. */
  readonly saidLater: readonly SaidLater[];
  readonly linkedIssues: readonly LinkedIssue[];
  /** `toReferenceKey(target)` -> what is known of it. */
  readonly references: ReadonlyMap<string, ReferenceReading>;
}

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

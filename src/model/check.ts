import type { Effect } from "./answer.ts";

/** GitHub's words for the end of a check run that Throughline uses; `none`: nothing is posted. */
export type Conclusion = "success" | "neutral" | "action_required" | "failure" | "none";

/** A button of the check. GitHub's limits in code points: label 20, description 40, identifier 20. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** What a check run shows. `summary` and `text` are Markdown, at most 65,535 code points each; at most 3 actions. */
export interface CheckOutput {
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly CheckAction[];
  readonly annotations: readonly CheckAnnotation[];
}

/**
 * The machine-readable record that each check run carries, hidden in its text, so that the store can be thrown
 * away: what a button said, what was suggested and by which catalog exist nowhere else. It names no metric that
 * the readers of the repository may not see, and no person but the numeric id behind a button.
 */
export interface CheckRecord {
  readonly version: 1;
  /** The pull request whose check this is. */
  readonly number: number;
  /** What a button said, on this head or carried from an earlier one. */
  readonly button?: {
    readonly identifier: "yes" | "none" | "unsure";
    /** For `yes`: what was suggested when it was pressed. */
    readonly claims: readonly { readonly metric: string; readonly effect: Effect }[];
    readonly actorId: number;
    readonly saidAtMs: number;
  };
  /**
   * Frozen for the head and catalog version while the check asks; from the answer on as they last were before it.
   */
  readonly suggestions: readonly {
    readonly metric: string;
    readonly reason: string;
    readonly source: string;
  }[];
  /** Suggestions were withheld to measure what they do. */
  readonly blind: boolean;
  /**
   * On this head or an earlier one the check asked, and suggested something or withheld it: only then can the
   * suggestions have had a part in the answer. Absent in records from before it was kept, too.
   */
  readonly shown?: true;
  readonly catalogVersion: string;
  /** Reserved for predictions. */
  readonly prediction?: { readonly metric: string; readonly text: string };
}

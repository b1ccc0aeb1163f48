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

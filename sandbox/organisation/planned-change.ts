/** A pull request that is going to happen, and how it is answered. */
export interface PlannedChange {
  /** Place in the plan; `#{3}` in a body stands for the number that the change in place 3 was given. */
  readonly place: number;
  /** Without its owner. */
  readonly repository: string;
  readonly title: string;
  readonly body: string;
  readonly by: string;
  readonly paths: readonly string[];
  readonly labels: readonly string[];
  readonly isFromFork: boolean;
  /** Epoch milliseconds. */
  readonly openedAtMs: number;
  readonly landedAtMs: number;
  readonly answer: PlannedAnswer;
}

/** What is said after the app has asked, half-way between opening and landing. */
export type PlannedAnswer =
  /** Nothing more: the description says it, or nobody does. */
  | { readonly kind: "none" }
  | { readonly kind: "button"; readonly identifier: "yes" | "none" | "unsure"; readonly by: string }
  | { readonly kind: "command"; readonly text: string; readonly by: string }
  | { readonly kind: "label"; readonly label: string; readonly by: string };

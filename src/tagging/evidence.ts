import type { Suggestion } from "../model/suggestion.ts";

/** One thing that speaks for a metric. `sureness` is that of this thing alone. */
export interface Evidence extends Omit<Suggestion, "reason"> {
  /** The area it comes from, where it comes from one. */
  readonly area?: string;
  /** The reason to show: written only where it is shown, for of a whole history none is. */
  renderReason(): string;
}

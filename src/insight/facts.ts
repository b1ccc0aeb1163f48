import type { Claim, Tag } from "../model/answer.ts";
import type { Policy } from "../tagging/compile-policy.ts";

/** A landed change of this repository that was asked and answered. */
export interface AnsweredChange {
  /** `#123`. */
  readonly id: string;
  readonly paths: readonly string[];
  /** Live keys, each once; empty for `none`, `unsure`, and where every metric was retired. */
  readonly claims: readonly Claim[];
}

/** What was replied to a question of the report. */
export interface InsightDecision {
  readonly question: string;
  readonly text: string;
  readonly metrics: readonly string[];
  readonly areas: readonly string[];
  /** UTC day, `YYYY-MM-DD`. */
  readonly decidedOn: string;
  /** Where it was said; `issue` is the report's. */
  readonly place: { readonly issue: number; readonly comment: number } | undefined;
}

/** What another repository of the same owner learned, and the change that it came from. */
export interface InsightLearning {
  /** A live key of this repository. */
  readonly metric: string;
  readonly text: string;
  /** `owner/name`, which those who read this repository may be told of. */
  readonly from: { readonly repository: string; readonly number: number };
}

/** All that the rules look at: what one open pull request says, and what was said of changes before it. */
export interface InsightFacts {
  /** Compiled for this repository: its `shownMetrics` are all that a finding may name. */
  readonly policy: Policy;
  /** UTC day of the look, `YYYY-MM-DD`: a focus ends. */
  readonly today: string;
  /** Areas that the pull request touches with how many of its paths each has, most first. */
  readonly areas: readonly { readonly area: string; readonly paths: number }[];
  /** What the pull request claims by now; live keys. */
  readonly claims: readonly Tag[];
  /** That those who read the repository may see; newest first. */
  readonly decisions: readonly InsightDecision[];
  /** On metrics that are claimed here; newest first. */
  readonly learnings: readonly InsightLearning[];
  /** Newest first. */
  readonly answered: readonly AnsweredChange[];
}

/** What rendering needs beside the findings. */
export interface InsightView {
  readonly policy: Policy;
  /** Where it is written what is kept and who sees it. */
  readonly privacyUrl: string;
  /**
   * Address of the repository under which a link leaves no trace on the pull request it leads to. Absent: changes are
   * named and not linked.
   */
  readonly linkBase?: string;
  /** The same of the host: repositories stand below it as `/owner/name`. */
  readonly hostLinkBase?: string;
}

/** Answered changes that a repository needs before it is told something unasked. */
export const FEWEST_ANSWERED = 20;

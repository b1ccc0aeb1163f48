/** A rule that spoke unasked: once a month in a repository, on the pull request that came first. */
export interface StoredInsight {
  readonly repositoryId: number;
  /** Key of the rule. */
  readonly rule: string;
  /** UTC month, `YYYY-MM`. */
  readonly month: string;
  readonly number: number;
}

/** What is remembered of insight comments beside the comments themselves. Written by `StoreWrites.insights`. */
export interface InsightStore {
  /** Those of a month, and those of one pull request in any month. */
  listInsights(
    repositoryId: number,
    of: Pick<StoredInsight, "month" | "number">,
  ): Promise<readonly StoredInsight[]>;
}

import type { Subject } from "../model/subject.ts";
import type { StoredBackfill } from "../workflows/ports/backfill-store.ts";
import type { HeardComment, StoredComment, StoredStatement } from "../workflows/ports/service-store.ts";
import type { StoredCatalog } from "../workflows/ports/stored-catalog.ts";
import type { CreditTables, ReportTables, SummaryTables } from "./feature-tables.ts";

/** Truth values are 0 and 1, structured values JSON text, times epoch milliseconds: SQLite binds nothing else. */
type Flag = 0 | 1;

export type DeliveryState = "undone" | "done" | "superseded" | "dead" | "ignored";
export type WorkState = "idle" | "waiting" | "leased" | "dead" | "quarantined";

export interface DeliveryTable {
  id: string;
  event: string;
  action: string | null;
  installation_id: number | null;
  repository_id: number | null;
  body_hash: string;
  received_at_ms: number;
  state: DeliveryState;
  /** Null for an ignored delivery. */
  subject_key: string | null;
  /** JSON of DeliveryFields; dropped once the delivery is done, superseded or ignored. */
  fields: string | null;
  /** Why it was ignored, superseded or given up. */
  why: string | null;
}

/** One row per subject that says "look again". `fence` only ever grows, so rows are kept when idle. */
export interface WorkTable {
  key: string;
  kind: Subject["kind"];
  /** JSON of Subject. */
  subject: string;
  installation_id: number;
  state: WorkState;
  priority: number;
  wanted: number;
  attempts: number;
  /** Processes that died, in a row, while they held the subject. */
  deaths: number;
  fence: number;
  not_before_ms: number;
  waiting_since_ms: number;
  lease_owner: string | null;
  lease_until_ms: number | null;
  why: string | null;
  /** Of the last change of state. */
  changed_at_ms: number;
}

/** Each `*_at_ms` is the time at which the bucket will be full again (budget.ts). */
export interface BudgetTable {
  installation_id: number;
  held_until_ms: number;
  content_minute_full_at_ms: number;
  content_hour_full_at_ms: number;
  check_full_at_ms: number;
  points_full_at_ms: number;
}

export interface DeliveryLogTable {
  id: number;
  compared_until_ms: number;
  read_at_ms: number;
  /** JSON of a pass under way. */
  pass: string | null;
}

export interface InstallationTable {
  id: number;
  account_id: number;
  account_login: string;
  account_type: "Organization" | "User";
  is_suspended: Flag;
  /** Removed on GitHub: what belongs to it is deleted with the next clean-up. */
  is_removed: Flag;
}

export interface RepositoryTable {
  id: number;
  installation_id: number;
  owner_id: number;
  owner: string;
  name: string;
  /** `owner/name` in lower case: GitHub compares names so. */
  name_key: string;
  visibility: "public" | "internal" | "private";
  default_branch: string | null;
  is_archived: Flag;
  is_deleted: Flag;
}

export interface PullRequestTable {
  repository_id: number;
  number: number;
  updated_at_ms: number;
  status: "open" | "closed" | "merged";
  title: string;
  body: string;
  /** JSON of BotWriting; null: not known. */
  bot_writing: string | null;
  author_id: number;
  author_login: string;
  author_is_bot: Flag;
  is_draft: Flag;
  labels: string;
  milestone: string | null;
  head_sha: string;
  head_branch: string;
  base_branch: string;
  is_from_fork: Flag;
  changed_files: number | null;
  created_at_ms: number;
  merged_at_ms: number | null;
  merge_sha: string | null;
}

export interface ChangedPathsTable {
  repository_id: number;
  number: number;
  head_sha: string;
  /** Empty in rows that are older than this column. */
  base_branch: string;
  paths: string;
  is_truncated: Flag;
  written_at_ms: number;
}

export interface StatementTable {
  repository_id: number;
  number: number;
  source: StoredStatement["source"];
  origin_id: number;
  position: number;
  text: string;
  actor_id: number;
  said_at_ms: number;
  is_accepted: Flag;
}

export interface HeardCommentTable {
  repository_id: number;
  number: number;
  comment_id: number;
  action: HeardComment["action"];
  updated_at_ms: number;
  body_hash: string;
  reaction: NonNullable<HeardComment["reaction"]> | null;
  written_at_ms: number;
}

export interface CheckRunTable {
  repository_id: number;
  head_sha: string;
  name: string;
  number: number;
  check_run_id: number | null;
  shown: string;
  /** JSON of CheckRecord. */
  record: string | null;
  /** Grows with each write within a pull request. */
  sequence: number;
  written_at_ms: number;
}

export interface StickyCommentTable {
  repository_id: number;
  number: number;
  kind: StoredComment["kind"];
  comment_id: number | null;
  shown: string;
  audience: NonNullable<StoredComment["audience"]> | null;
  written_at_ms: number;
}

export interface LandedChangeTable {
  repository_id: number;
  /** `#123` or 12 digits of the SHA. */
  id: string;
  landed_at_ms: number;
  catalog_version: string;
  /** JSON of AssessedChange. */
  change: string;
}

export interface CatalogFileTable {
  repository_id: number;
  layer: StoredCatalog["layer"];
  source: string;
  path: string;
  state: StoredCatalog["state"];
  text: string;
  etag: string | null;
  read_at_ms: number;
}

export interface BackfillTable {
  repository_id: number;
  since_ms: number;
  phase: StoredBackfill["phase"];
  cursor: string | null;
  page_size: number;
  calm_pages: number;
  /** JSON of BackfillCounts. */
  counts: string;
  whole_since_ms: number | null;
}

export interface LinkedIssueTable {
  repository_id: number;
  key: string;
  /** JSON of Issue. */
  issue: string;
  written_at_ms: number;
}

export interface InsightTable {
  repository_id: number;
  rule: string;
  /** `YYYY-MM`. */
  month: string;
  /** The pull request it was said on. */
  number: number;
  written_at_ms: number;
}

export interface Tables extends CreditTables, ReportTables, SummaryTables {
  delivery: DeliveryTable;
  work: WorkTable;
  budget: BudgetTable;
  delivery_log: DeliveryLogTable;
  installation: InstallationTable;
  repository: RepositoryTable;
  pull_request: PullRequestTable;
  changed_paths: ChangedPathsTable;
  statement: StatementTable;
  heard_comment: HeardCommentTable;
  check_run: CheckRunTable;
  sticky_comment: StickyCommentTable;
  landed_change: LandedChangeTable;
  catalog_file: CatalogFileTable;
  insight: InsightTable;
  backfill: BackfillTable;
  linked_issue: LinkedIssueTable;
}

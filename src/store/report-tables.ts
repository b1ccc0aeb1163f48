import type { StoredDecision } from "../workflows/ports/report-store.ts";

interface ReadingTable {
  repository_id: number;
  metric: string;
  /** UTC day. */
  at_day: string;
  source: string;
  value: number;
}

interface DecisionTable {
  repository_id: number;
  comment_id: number;
  question: string;
  text: string;
  said_at_ms: number;
  /** JSON of StoredDecision.metrics. */
  metrics: string | null;
  audience: NonNullable<StoredDecision["audience"]> | null;
  /** JSON of StoredDecision.areas. */
  areas: string | null;
}

interface ReportIssueTable {
  repository_id: number;
  number: number | null;
  /** JSON of StoredReportIssue.parts. */
  parts: string;
  /** JSON of StoredReportIssue.questions. */
  questions: string;
  /** Null where the report is switched off. */
  next_at_ms: number | null;
  readers: string | null;
}

/** What the report keeps beside the changes that it counts. */
export interface ReportTables {
  reading: ReadingTable;
  decision: DecisionTable;
  report_issue: ReportIssueTable;
}

import type { StoredCreditStatement } from "../workflows/ports/credit-store.ts";
import type { StoredDecision } from "../workflows/ports/report-store.ts";
import type {
  StoredSeenAnswer,
  StoredSummaryChannel,
  StoredSummaryWeek,
} from "../workflows/ports/summary-store.ts";

interface CreditStatementTable {
  repository_id: number;
  number: number;
  comment_id: number;
  position: number;
  kind: StoredCreditStatement["said"]["kind"];
  /** Null for a learning. */
  about_login: string | null;
  words: string;
  by_id: number;
  by_login: string;
  said_at_ms: number;
}

interface ChangeNoteTable {
  repository_id: number;
  /** As that of landed_change. */
  id: string;
  landed_at_ms: number;
  /** JSON of StoredNotes.metrics. */
  metrics: string;
  /** JSON of ChangeNotes. */
  notes: string;
  /** JSON of ChangeNotes; null: the commits were not read. */
  of_commits: string | null;
}

/** A copy of what stands in the notes, to be found by metric. */
interface LearningTable {
  repository_id: number;
  id: string;
  position: number;
  metric: string;
  landed_at_ms: number;
  text: string;
}

interface CreditOptOutTable {
  user_id: number;
  login: string;
  /** 0 where the person came back: a later word counts, in whatever order they are read. */
  is_out: 0 | 1;
  said_at_ms: number;
}

export interface CreditTables {
  credit_statement: CreditStatementTable;
  change_note: ChangeNoteTable;
  learning: LearningTable;
  credit_opt_out: CreditOptOutTable;
}

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

export interface SummaryWeekTable {
  organisation_id: number;
  week: string;
  state: StoredSummaryWeek["state"];
  repository_id: number | null;
  number: number | null;
  comment_id: number | null;
  /** JSON of StoredSummaryWeek.briefs. */
  briefs: string;
  audience: NonNullable<StoredSummaryWeek["audience"]> | null;
  why: string | null;
  next_at_ms: number | null;
  written_at_ms: number;
}

interface SummaryIssueTable {
  organisation_id: number;
  repository_id: number;
  number: number | null;
}

export interface SummaryChannelTable {
  organisation_id: number;
  week: string;
  name: string;
  state: StoredSummaryChannel["state"];
  attempts: number;
  why: string | null;
  next_at_ms: number | null;
  written_at_ms: number;
}

interface SeenAnswerTable {
  repository_id: number;
  comment_id: number;
  position: number;
  about_repository_id: number;
  about_number: number;
  verdict: StoredSeenAnswer["verdict"];
  words: string;
  said_at_ms: number;
}

/** What the weekly summary keeps. */
export interface SummaryTables {
  summary_week: SummaryWeekTable;
  summary_issue: SummaryIssueTable;
  summary_channel: SummaryChannelTable;
  seen_answer: SeenAnswerTable;
}

import type {
  StoredSeenAnswer,
  StoredSummaryChannel,
  StoredSummaryWeek,
} from "../workflows/ports/summary-store.ts";

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

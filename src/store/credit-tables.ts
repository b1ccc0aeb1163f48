import type { StoredCreditStatement } from "../workflows/ports/credit-store.ts";

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

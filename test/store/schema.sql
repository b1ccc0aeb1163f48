CREATE TABLE "backfill" (
  "repository_id" bigint primary key,
  "since_ms" bigint not null,
  "phase" text not null,
  "cursor" text,
  "page_size" integer not null,
  "calm_pages" integer not null,
  "counts" text not null,
  "whole_since_ms" bigint
);

CREATE TABLE "budget" (
  "installation_id" bigint primary key,
  "held_until_ms" bigint not null,
  "content_minute_full_at_ms" bigint not null,
  "content_hour_full_at_ms" bigint not null,
  "check_full_at_ms" bigint not null,
  "points_full_at_ms" bigint not null
);

CREATE TABLE "catalog_file" (
  "repository_id" bigint not null,
  "layer" text not null,
  "source" text not null,
  "path" text not null,
  "state" text not null,
  "text" text not null,
  "etag" text,
  "read_at_ms" bigint not null,
  constraint "catalog_file_key" primary key ("repository_id", "layer", "source", "path")
);

CREATE INDEX "catalog_file_by_age" on "catalog_file" ("read_at_ms");

CREATE INDEX "catalog_file_by_source" on "catalog_file" (lower(source));

CREATE TABLE "change_note" (
  "repository_id" bigint not null,
  "id" text not null,
  "landed_at_ms" bigint not null,
  "metrics" text not null,
  "notes" text not null,
  "of_commits" text,
  constraint "change_note_key" primary key ("repository_id", "id")
);

CREATE INDEX "change_note_by_age" on "change_note" ("landed_at_ms");

CREATE INDEX "change_note_by_time" on "change_note" ("repository_id", "landed_at_ms", "id");

CREATE TABLE "changed_paths" (
  "repository_id" bigint not null,
  "number" bigint not null,
  "head_sha" text not null,
  "paths" text not null,
  "is_truncated" integer not null,
  "written_at_ms" bigint not null,
  "base_branch" text default '' not null,
  constraint "changed_paths_key" primary key ("repository_id", "number", "head_sha")
);

CREATE INDEX "changed_paths_by_age" on "changed_paths" ("written_at_ms");

CREATE TABLE "check_run" (
  "repository_id" bigint not null,
  "head_sha" text not null,
  "name" text not null,
  "number" bigint not null,
  "check_run_id" bigint,
  "shown" text not null,
  "record" text,
  "sequence" bigint not null,
  "written_at_ms" bigint not null,
  constraint "check_run_key" primary key ("repository_id", "head_sha", "name")
);

CREATE INDEX "check_run_by_age" on "check_run" ("written_at_ms");

CREATE INDEX "check_run_by_number" on "check_run" ("repository_id", "number", "name", "sequence");

CREATE TABLE "credit_opt_out" (
  "user_id" bigint primary key,
  "login" text not null,
  "is_out" integer not null,
  "said_at_ms" bigint not null
);

CREATE TABLE "credit_statement" (
  "repository_id" bigint not null,
  "number" bigint not null,
  "comment_id" bigint not null,
  "position" integer not null,
  "kind" text not null,
  "about_login" text,
  "words" text not null,
  "by_id" bigint not null,
  "by_login" text not null,
  "said_at_ms" bigint not null,
  constraint "credit_statement_key" primary key ("repository_id", "number", "comment_id", "position")
);

CREATE INDEX "credit_statement_by_age" on "credit_statement" ("said_at_ms");

CREATE TABLE "decision" (
  "repository_id" bigint not null,
  "comment_id" bigint not null,
  "question" text not null,
  "text" text not null,
  "said_at_ms" bigint not null,
  "metrics" text,
  "audience" text,
  "areas" text,
  constraint "decision_key" primary key ("repository_id", "comment_id")
);

CREATE INDEX "decision_by_age" on "decision" ("said_at_ms");

CREATE TABLE "delivery" (
  "id" text primary key,
  "event" text not null,
  "action" text,
  "installation_id" bigint,
  "repository_id" bigint,
  "body_hash" text not null,
  "received_at_ms" bigint not null,
  "state" text not null,
  "subject_key" text,
  "fields" text,
  "why" text
);

CREATE INDEX "delivery_by_state" on "delivery" ("state", "received_at_ms");

CREATE INDEX "delivery_by_subject" on "delivery" ("subject_key", "state", "received_at_ms", "id");

CREATE TABLE "delivery_log" (
  "id" bigint primary key,
  "compared_until_ms" bigint not null,
  "read_at_ms" bigint not null,
  "pass" text
);

CREATE TABLE "heard_comment" (
  "repository_id" bigint not null,
  "number" bigint not null,
  "comment_id" bigint not null,
  "action" text not null,
  "updated_at_ms" bigint not null,
  "body_hash" text not null,
  "reaction" text,
  "written_at_ms" bigint not null,
  constraint "heard_comment_key" primary key ("repository_id", "number", "comment_id")
);

CREATE INDEX "heard_comment_by_age" on "heard_comment" ("written_at_ms");

CREATE TABLE "insight" (
  "repository_id" bigint not null,
  "rule" text not null,
  "month" text not null,
  "number" bigint not null,
  "written_at_ms" bigint not null,
  constraint "insight_key" primary key ("repository_id", "rule", "month")
);

CREATE INDEX "insight_by_age" on "insight" ("written_at_ms");

CREATE TABLE "installation" (
  "id" bigint primary key,
  "account_id" bigint not null,
  "account_login" text not null,
  "account_type" text not null,
  "is_suspended" integer not null,
  "is_removed" integer not null
);

CREATE INDEX "installation_by_removal" on "installation" ("is_removed");

CREATE TABLE "landed_change" (
  "repository_id" bigint not null,
  "id" text not null,
  "landed_at_ms" bigint not null,
  "catalog_version" text not null,
  "change" text not null,
  constraint "landed_change_key" primary key ("repository_id", "id")
);

CREATE INDEX "landed_change_by_age" on "landed_change" ("landed_at_ms");

CREATE INDEX "landed_change_by_time" on "landed_change" ("repository_id", "landed_at_ms", "id");

CREATE TABLE "learning" (
  "repository_id" bigint not null,
  "id" text not null,
  "position" integer not null,
  "metric" text not null,
  "landed_at_ms" bigint not null,
  "text" text not null,
  constraint "learning_key" primary key ("repository_id", "id", "position", "metric")
);

CREATE INDEX "learning_by_age" on "learning" ("landed_at_ms");

CREATE INDEX "learning_by_metric" on "learning" ("metric", "landed_at_ms", "repository_id", "id", "position");

CREATE TABLE "linked_issue" (
  "repository_id" bigint not null,
  "key" text not null,
  "issue" text not null,
  "written_at_ms" bigint not null,
  constraint "linked_issue_key" primary key ("repository_id", "key")
);

CREATE INDEX "linked_issue_by_age" on "linked_issue" ("written_at_ms");

CREATE TABLE "pull_request" (
  "repository_id" bigint not null,
  "number" bigint not null,
  "updated_at_ms" bigint not null,
  "status" text not null,
  "title" text not null,
  "body" text not null,
  "author_id" bigint not null,
  "author_login" text not null,
  "author_is_bot" integer not null,
  "is_draft" integer not null,
  "labels" text not null,
  "head_sha" text not null,
  "head_branch" text not null,
  "base_branch" text not null,
  "is_from_fork" integer not null,
  "changed_files" bigint,
  "created_at_ms" bigint not null,
  "merged_at_ms" bigint,
  "merge_sha" text,
  "milestone" text,
  "bot_writing" text,
  constraint "pull_request_key" primary key ("repository_id", "number")
);

CREATE INDEX "pull_request_by_age" on "pull_request" ("updated_at_ms");

CREATE INDEX "pull_request_by_head" on "pull_request" ("repository_id", "head_sha");

CREATE INDEX "pull_request_by_landing" on "pull_request" ("repository_id", "status", "merged_at_ms", "number");

CREATE INDEX "pull_request_by_status" on "pull_request" ("repository_id", "status", "number");

CREATE TABLE "reading" (
  "repository_id" bigint not null,
  "metric" text not null,
  "at_day" text not null,
  "source" text not null, "value" double precision not null,
  constraint "reading_key" primary key ("repository_id", "metric", "at_day", "source")
);

CREATE TABLE "report_issue" (
  "repository_id" bigint primary key,
  "number" bigint,
  "parts" text not null,
  "questions" text not null,
  "next_at_ms" bigint,
  "readers" text
);

CREATE INDEX "report_issue_by_time" on "report_issue" ("next_at_ms");

CREATE TABLE "repository" (
  "id" bigint primary key,
  "installation_id" bigint not null,
  "owner_id" bigint not null,
  "owner" text not null,
  "name" text not null,
  "name_key" text not null,
  "visibility" text not null,
  "default_branch" text,
  "is_archived" integer not null,
  "is_deleted" integer not null
);

CREATE INDEX "repository_by_installation" on "repository" ("installation_id", "id");

CREATE INDEX "repository_by_name" on "repository" ("name_key", "is_deleted", "id" desc);

CREATE INDEX "repository_by_owner" on "repository" ("owner_id");

CREATE INDEX "repository_gone" on "repository" ("id") where "is_deleted" = 1;

CREATE TABLE "seen_answer" (
  "repository_id" bigint not null,
  "comment_id" bigint not null,
  "position" integer not null,
  "about_repository_id" bigint not null,
  "about_number" bigint not null,
  "verdict" text not null,
  "words" text not null,
  "said_at_ms" bigint not null,
  constraint "seen_answer_key" primary key ("repository_id", "comment_id", "position")
);

CREATE INDEX "seen_answer_by_age" on "seen_answer" ("said_at_ms");

CREATE TABLE "statement" (
  "repository_id" bigint not null,
  "number" bigint not null,
  "source" text not null,
  "origin_id" bigint not null,
  "position" integer not null,
  "text" text not null,
  "actor_id" bigint not null,
  "said_at_ms" bigint not null,
  "is_accepted" integer not null,
  constraint "statement_key" primary key ("repository_id", "number", "source", "origin_id", "position")
);

CREATE INDEX "statement_by_age" on "statement" ("said_at_ms");

CREATE TABLE "sticky_comment" (
  "repository_id" bigint not null,
  "number" bigint not null,
  "kind" text not null,
  "comment_id" bigint,
  "shown" text not null,
  "written_at_ms" bigint not null,
  "audience" text,
  constraint "sticky_comment_key" primary key ("repository_id", "number", "kind")
);

CREATE INDEX "sticky_comment_by_age" on "sticky_comment" ("written_at_ms");

CREATE TABLE "summary_channel" (
  "organisation_id" bigint not null,
  "week" text not null,
  "name" text not null,
  "state" text not null,
  "attempts" integer not null,
  "why" text,
  "next_at_ms" bigint,
  "written_at_ms" bigint not null,
  constraint "summary_channel_key" primary key ("organisation_id", "week", "name")
);

CREATE INDEX "summary_channel_by_age" on "summary_channel" ("written_at_ms");

CREATE TABLE "summary_issue" (
  "organisation_id" bigint not null,
  "repository_id" bigint not null,
  "number" bigint,
  constraint "summary_issue_key" primary key ("organisation_id", "repository_id")
);

CREATE TABLE "summary_week" (
  "organisation_id" bigint not null,
  "week" text not null,
  "state" text not null,
  "repository_id" bigint,
  "number" bigint,
  "comment_id" bigint,
  "briefs" text not null,
  "audience" text,
  "why" text,
  "next_at_ms" bigint,
  "written_at_ms" bigint not null,
  constraint "summary_week_key" primary key ("organisation_id", "week")
);

CREATE INDEX "summary_week_by_age" on "summary_week" ("written_at_ms");

CREATE TABLE "work" (
  "key" text primary key,
  "kind" text not null,
  "subject" text not null,
  "installation_id" bigint not null,
  "state" text not null,
  "priority" integer not null,
  "wanted" bigint not null,
  "attempts" integer not null,
  "deaths" integer not null,
  "fence" bigint not null,
  "not_before_ms" bigint not null,
  "waiting_since_ms" bigint not null,
  "lease_owner" text,
  "lease_until_ms" bigint,
  "why" text,
  "changed_at_ms" bigint not null
);

CREATE INDEX "work_by_age" on "work" ("state", "changed_at_ms");

CREATE INDEX "work_by_installation" on "work" ("installation_id");

CREATE INDEX "work_by_lease" on "work" ("state", "lease_until_ms");

CREATE INDEX "work_by_urgency" on "work" ("state", "priority", "waiting_since_ms", "key");

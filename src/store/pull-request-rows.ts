import { sql } from "kysely";
import type { BotWriting } from "../model/bot-writing.ts";
import type { PullRequestState } from "../model/pull-request.ts";
import type { Database } from "./engine.ts";
import type { PullRequestTable } from "./tables.ts";

function toRow(state: PullRequestState): PullRequestTable {
  return {
    repository_id: state.repositoryId,
    number: state.number,
    updated_at_ms: state.updatedAtMs,
    status: state.status,
    title: state.title,
    body: state.body,
    bot_writing: state.botWriting === undefined ? null : JSON.stringify(state.botWriting),
    author_id: state.author.id,
    author_login: state.author.login,
    author_is_bot: state.author.isBot ? 1 : 0,
    is_draft: state.isDraft ? 1 : 0,
    labels: JSON.stringify(state.labels),
    milestone: state.milestone ?? null,
    head_sha: state.headSha,
    head_branch: state.headBranch,
    base_branch: state.baseBranch,
    is_from_fork: state.isFromFork ? 1 : 0,
    changed_files: state.changedFiles ?? null,
    created_at_ms: state.createdAtMs,
    merged_at_ms: state.mergedAtMs ?? null,
    merge_sha: state.mergeSha ?? null,
  };
}

export function toPullRequestState(row: PullRequestTable): PullRequestState {
  return {
    repositoryId: row.repository_id,
    number: row.number,
    updatedAtMs: row.updated_at_ms,
    status: row.status,
    title: row.title,
    body: row.body,
    ...(row.bot_writing === null ? {} : { botWriting: JSON.parse(row.bot_writing) as BotWriting }),
    author: { id: row.author_id, login: row.author_login, isBot: row.author_is_bot === 1 },
    isDraft: row.is_draft === 1,
    labels: JSON.parse(row.labels) as readonly string[],
    ...(row.milestone === null ? {} : { milestone: row.milestone }),
    headSha: row.head_sha,
    headBranch: row.head_branch,
    baseBranch: row.base_branch,
    isFromFork: row.is_from_fork === 1,
    ...(row.changed_files === null ? {} : { changedFiles: row.changed_files }),
    createdAtMs: row.created_at_ms,
    ...(row.merged_at_ms === null ? {} : { mergedAtMs: row.merged_at_ms }),
    ...(row.merge_sha === null ? {} : { mergeSha: row.merge_sha }),
  };
}

/** Who wrote a description stays known where one comes that says the same and does not tell. */
const KNOWN_WRITING = sql<string | null>`case
  when excluded.bot_writing is null and excluded.body = pull_request.body then pull_request.bot_writing
  else excluded.bot_writing end`;

/**
 * An older state never overwrites a newer one.
 *
 * @param rule How old what is known must be: with `<=` the one of the same second that is written later counts.
 */
export async function upsertPullRequest(
  db: Database,
  state: PullRequestState,
  rule: "<" | "<=",
): Promise<void> {
  const { repository_id, number, ...rest } = toRow(state);
  await db
    .insertInto("pull_request")
    .values({ repository_id, number, ...rest })
    .onConflict((conflict) =>
      conflict
        .columns(["repository_id", "number"])
        .doUpdateSet({ ...rest, bot_writing: KNOWN_WRITING })
        .where("pull_request.updated_at_ms", rule, rest.updated_at_ms),
    )
    .execute();
}

export async function findPullRequest(
  db: Database,
  repositoryId: number,
  number: number,
): Promise<PullRequestState | undefined> {
  const row = await db
    .selectFrom("pull_request")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row && toPullRequestState(row);
}

/** By number. */
export async function listOpenPullRequests(
  db: Database,
  repositoryId: number,
): Promise<readonly PullRequestState[]> {
  const rows = await db
    .selectFrom("pull_request")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("status", "=", "open")
    .orderBy("number")
    .execute();
  return rows.map(toPullRequestState);
}

/** By number, whatever their status. */
export async function listPullRequestsByHead(
  db: Database,
  repositoryId: number,
  headSha: string,
): Promise<readonly PullRequestState[]> {
  const rows = await db
    .selectFrom("pull_request")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .orderBy("number")
    .execute();
  return rows.map(toPullRequestState);
}

export async function listLabelledNumbers(
  db: Database,
  repositoryId: number,
  label: string,
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("pull_request")
    .select(["number", "labels"])
    .where("repository_id", "=", repositoryId)
    .where("status", "=", "merged")
    .where("labels", "!=", "[]")
    .execute();
  const wanted = label.toLowerCase();
  const hasLabel = (labels: string): boolean =>
    (JSON.parse(labels) as readonly string[]).some((name) => name.toLowerCase() === wanted);
  return new Set(rows.filter(({ labels }) => hasLabel(labels)).map(({ number }) => number));
}

export async function listMilestoneNumbers(
  db: Database,
  repositoryId: number,
  title: string,
): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("pull_request")
    .select(["number", "milestone"])
    .where("repository_id", "=", repositoryId)
    .where("status", "=", "merged")
    .where("milestone", "is not", null)
    .execute();
  // Not in SQL: SQLite's lower() knows ASCII alone.
  const wanted = title.toLowerCase();
  return new Set(
    rows.filter(({ milestone }) => milestone?.toLowerCase() === wanted).map(({ number }) => number),
  );
}

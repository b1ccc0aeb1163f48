import { statfs } from "node:fs/promises";
import { sql } from "kysely";
import type {
  HeldSummary,
  StoreContent,
  StoreSurvey,
  SurveyedStore,
} from "../workflows/ports/store-survey.ts";
import { buildReportStore } from "./build-report-store.ts";
import { listDeadWork, readFigures } from "./dead-work.ts";
import type { Database } from "./engine.ts";
import { compareMigrations } from "./migrate.ts";
import { openReader, type StorePlace } from "./open-reader.ts";
import { StoreError } from "./store-error.ts";
import { listHeldSummaries } from "./summary-rows.ts";

const MOST_DEAD = 1_000;
const MOST_CATALOGS = 1_000;
const MOST_HELD = 20;

/**
 * Opens the store to look at it, beside the service that writes to it, whatever its version. Throws StoreError where
 * there is none.
 */
export function openSurveyStore(place: StorePlace): SurveyedStore {
  const { db, name } = openReader(place);
  return {
    readSurvey: () => readSurvey(db, place, name),
    report: buildReportStore(db),
    findHold: (installationId) => findHold(db, installationId),
    close: () => db.destroy(),
  };
}

async function readSurvey(db: Database, place: StorePlace, name: string): Promise<StoreSurvey> {
  try {
    const migrations = await compareMigrations(db);
    const isEmbedded = place.databaseUrl === undefined;
    return {
      engine: isEmbedded ? "sqlite" : "postgres",
      name: isEmbedded ? name : await readServerName(db),
      sizeBytes: isEmbedded ? await readFileSize(db) : await readServerSize(db),
      ...(isEmbedded ? { freeBytes: await readFreeBytes(place.dataDir) } : {}),
      migrations,
      ...(migrations.missing.length === 0 ? { content: await readContent(db) } : {}),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(`The store ${name} can't be read (${why}).`, { cause });
  }
}

async function readContent(db: Database): Promise<StoreContent> {
  const delivery = await db
    .selectFrom("delivery")
    .select((query) => query.fn.max<number | null>("received_at_ms").as("at_ms"))
    .executeTakeFirst();
  const change = await db
    .selectFrom("landed_change")
    .select((query) => query.fn.min<number | null>("landed_at_ms").as("at_ms"))
    .executeTakeFirst();
  const repositories = await db
    .selectFrom("repository")
    .select((query) => query.fn.countAll<number>().as("count"))
    .where("is_deleted", "=", 0)
    .executeTakeFirst();
  return {
    figures: await readFigures(db),
    deadWork: await listDeadWork({ db }, MOST_DEAD),
    ...(delivery?.at_ms == null ? {} : { lastDeliveryAtMs: delivery.at_ms }),
    ...(change?.at_ms == null ? {} : { oldestChangeAtMs: change.at_ms }),
    repositories: repositories?.count ?? 0,
    heldSummaries: await readHeldSummaries(db),
    catalogs: await db
      .selectFrom("catalog_file")
      .select(["source", "path", "text"])
      .distinct()
      .where("state", "=", "text")
      .orderBy("source")
      .orderBy("path")
      .limit(MOST_CATALOGS)
      .execute(),
  };
}

async function readHeldSummaries(db: Database): Promise<readonly HeldSummary[]> {
  const held = await listHeldSummaries(db, MOST_HELD);
  const accounts = await db.selectFrom("installation").select(["account_id", "account_login"]).execute();
  const logins = new Map(accounts.map((row) => [row.account_id, row.account_login]));
  return held.map((one) => ({
    account: logins.get(one.organisationId) ?? `account ${one.organisationId}`,
    week: one.week,
    ...("name" in one ? { channel: one.name } : {}),
    state: one.state,
    ...(one.why === undefined ? {} : { why: one.why }),
    atMs: one.atMs,
  }));
}

async function findHold(db: Database, installationId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom("budget")
    .select("held_until_ms")
    .where("installation_id", "=", installationId)
    .executeTakeFirst();
  return row?.held_until_ms;
}

async function readFileSize(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select c.page_count * s.page_size as bytes
    from pragma_page_count() c, pragma_page_size() s`.execute(db);
  return rows[0]?.bytes ?? 0;
}

async function readServerSize(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_database_size(current_database()) as bytes`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** By what the server says of itself: the address in the settings holds a password. */
async function readServerName(db: Database): Promise<string> {
  const { rows } = await sql<{ version: string; name: string }>`
    select current_setting('server_version') as version,
      current_database() || '.' || coalesce(current_schema(), '') as name`.execute(db);
  return `${rows[0]?.version ?? ""} ${rows[0]?.name ?? ""}`.trim();
}

async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

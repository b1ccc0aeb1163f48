import { sql } from "kysely";
import type { AssessedChange } from "../model/change.ts";
import type { CheckRecord } from "../model/check.ts";
import type { Database, Engine } from "./engine.ts";
import { forgetInCredits } from "./forget-in-credits.ts";

/** What stands in place of a forgotten person. GitHub itself shows deleted accounts under this login. */
const NOBODY_ID = 0;
const NOBODY_LOGIN = "ghost";

/** Every actor with the id, at any depth of a webhook's fields. */
function forgetActor(value: unknown, actorId: number): unknown {
  if (Array.isArray(value)) return value.map((item) => forgetActor(item, actorId));
  if (typeof value !== "object" || value === null) return value;
  if ("id" in value && value.id === actorId && "login" in value) {
    return { ...value, id: NOBODY_ID, login: NOBODY_LOGIN };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forgetActor(inner, actorId)]));
}

/** Deliveries that are not settled yet; a settled one has no fields. */
async function forgetInDeliveries(db: Database, actorId: number): Promise<number> {
  const rows = await db
    .selectFrom("delivery")
    .select(["id", "fields"])
    .where("state", "in", ["undone", "dead"])
    // Any actor with the id has one of these texts, and so may a repository: what counts is what changes.
    .where(({ eb, or }) =>
      or([eb("fields", "like", `%"id":${actorId},%`), eb("fields", "like", `%"id":${actorId}}%`)]),
    )
    .execute();
  let changed = 0;
  for (const { id, fields } of rows) {
    const forgotten = JSON.stringify(forgetActor(JSON.parse(fields ?? "null"), actorId));
    if (forgotten === fields) continue;
    await db.updateTable("delivery").set({ fields: forgotten }).where("id", "=", id).execute();
    changed += 1;
  }
  return changed;
}

async function forgetInChecks(db: Database, actorId: number): Promise<number> {
  const rows = await db
    .selectFrom("check_run")
    .select(["repository_id", "head_sha", "name", "record"])
    .where("record", "like", `%"actorId":${actorId},%`)
    .execute();
  for (const { record: text, ...key } of rows) {
    const record = JSON.parse(text ?? "null") as CheckRecord;
    if (record.button === undefined) continue;
    const forgotten: CheckRecord = { ...record, button: { ...record.button, actorId: NOBODY_ID } };
    await db
      .updateTable("check_run")
      .set({ record: JSON.stringify(forgotten) })
      .where("repository_id", "=", key.repository_id)
      .where("head_sha", "=", key.head_sha)
      .where("name", "=", key.name)
      .execute();
  }
  return rows.length;
}

/** Changes carry a login and no id: those whose pull request is the person's are found through it. */
async function forgetInChanges(db: Database, actorId: number): Promise<number> {
  const rows = await db
    .selectFrom("landed_change as c")
    .innerJoin("pull_request as p", (join) =>
      join
        .onRef("p.repository_id", "=", "c.repository_id")
        .on(sql<boolean>`c.id = '#' || cast(p.number as text)`),
    )
    .select(["c.repository_id", "c.id", "c.change"])
    .where("p.author_id", "=", actorId)
    .execute();
  for (const { repository_id, id, change } of rows) {
    const forgotten: AssessedChange = { ...(JSON.parse(change) as AssessedChange), author: NOBODY_LOGIN };
    await db
      .updateTable("landed_change")
      .set({ change: JSON.stringify(forgotten) })
      .where("repository_id", "=", repository_id)
      .where("id", "=", id)
      .execute();
  }
  return rows.length;
}

/**
 * As ServiceStore.forgetUser, in one transaction. What was said stays, because the team's answers stand on it; who
 * said it goes. Tables are read whole: no index leads from a person to what they did.
 */
export function forgetUser(engine: Engine, actorId: number): Promise<number> {
  return engine.inTransaction(async (db) => {
    const statements = await db
      .updateTable("statement")
      .set({ actor_id: NOBODY_ID })
      .where("actor_id", "=", actorId)
      .executeTakeFirst();
    // Kept only while a back-fill runs, which reads from GitHub what it does not find.
    await db.deleteFrom("linked_issue").execute();
    // Before the logins that lead to them are gone.
    const credits = await forgetInCredits(db, actorId, { id: NOBODY_ID, login: NOBODY_LOGIN });
    const changes = await forgetInChanges(db, actorId);
    const pullRequests = await db
      .updateTable("pull_request")
      .set({ author_id: NOBODY_ID, author_login: NOBODY_LOGIN })
      .where("author_id", "=", actorId)
      .executeTakeFirst();
    return (
      Number(statements.numUpdatedRows) +
      Number(pullRequests.numUpdatedRows) +
      changes +
      credits +
      (await forgetInChecks(db, actorId)) +
      (await forgetInDeliveries(db, actorId))
    );
  });
}

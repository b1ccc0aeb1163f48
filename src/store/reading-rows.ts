import type { Reading } from "../model/reading.ts";
import type { Database, Engine } from "./engine.ts";

/** As ServiceStore.saveReadings: in one transaction, so that a file is taken whole or not at all. */
export function saveReadings(
  engine: Engine,
  repositoryId: number,
  readings: readonly Reading[],
): Promise<number> {
  return engine.inTransaction(async (db) => {
    const known = new Map((await listReadings(db, repositoryId)).map((one) => [toKey(one), one.value]));
    let changed = 0;
    for (const reading of readings) {
      if (known.get(toKey(reading)) === reading.value) continue;
      changed += 1;
      await db
        .insertInto("reading")
        .values({
          repository_id: repositoryId,
          metric: reading.metric,
          at_day: reading.at,
          source: reading.source,
          value: reading.value,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["repository_id", "metric", "at_day", "source"])
            .doUpdateSet({ value: reading.value }),
        )
        .execute();
    }
    return changed;
  });
}

/** Sorted here and not by the database: PostgreSQL orders text by the rules of a language. */
export async function listReadings(db: Database, repositoryId: number): Promise<readonly Reading[]> {
  const rows = await db.selectFrom("reading").selectAll().where("repository_id", "=", repositoryId).execute();
  return rows
    .map(({ metric, at_day, value, source }): Reading => ({ metric, at: at_day, value, source }))
    .sort((one, other) => (toKey(one) < toKey(other) ? -1 : 1));
}

function toKey({ metric, at, source }: Reading): string {
  return `${metric} ${at} ${source}`;
}

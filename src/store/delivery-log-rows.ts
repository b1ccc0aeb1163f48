import type { DeliveryLogPlace } from "../workflows/ports/delivery-log.ts";
import type { Database } from "./engine.ts";

/** There is one log, and one row. */
const ONLY_ID = 1;

/** As ServiceStore.findDeliveryLogPlace. */
export async function findDeliveryLogPlace(db: Database): Promise<DeliveryLogPlace | undefined> {
  const row = await db.selectFrom("delivery_log").selectAll().where("id", "=", ONLY_ID).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    comparedUntilMs: row.compared_until_ms,
    readAtMs: row.read_at_ms,
    ...(row.pass === null ? {} : { pass: JSON.parse(row.pass) as NonNullable<DeliveryLogPlace["pass"]> }),
  };
}

export async function upsertDeliveryLogPlace(
  db: Database,
  { comparedUntilMs, readAtMs, pass }: DeliveryLogPlace,
): Promise<void> {
  const row = {
    compared_until_ms: comparedUntilMs,
    read_at_ms: readAtMs,
    pass: pass === undefined ? null : JSON.stringify(pass),
  };
  await db
    .insertInto("delivery_log")
    .values({ id: ONLY_ID, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}

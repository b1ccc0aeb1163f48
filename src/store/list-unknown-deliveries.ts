import type { Database } from "./engine.ts";

const IDS_AT_ONCE = 500;

/** As ServiceStore.listUnknownDeliveries. */
export async function listUnknownDeliveries(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const unknown = new Set(ids);
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const known = await db
      .selectFrom("delivery")
      .select("id")
      .where("id", "in", ids.slice(start, start + IDS_AT_ONCE))
      .execute();
    for (const { id } of known) unknown.delete(id);
  }
  return unknown;
}

import type { OptedOut } from "../model/credit.ts";
import type { StoredOptOut } from "../workflows/ports/credit-store.ts";
import type { Database } from "./engine.ts";

/** Of two that one person said the later one stays, in whatever order they come. Answers whether something differs. */
export async function upsertOptOut(db: Database, optOut: StoredOptOut): Promise<boolean> {
  const { userId, saidAtMs } = optOut;
  const rest = { login: optOut.login, is_out: optOut.isOut ? 1 : 0, said_at_ms: saidAtMs } as const;
  const known = await db
    .selectFrom("credit_opt_out")
    .select(["login", "is_out", "said_at_ms"])
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (known !== undefined && known.said_at_ms > saidAtMs) return false;
  await db
    .insertInto("credit_opt_out")
    .values({ user_id: userId, ...rest })
    .onConflict((conflict) =>
      conflict.columns(["user_id"]).doUpdateSet(rest).where("credit_opt_out.said_at_ms", "<=", saidAtMs),
    )
    .execute();
  return known?.login !== rest.login || known.is_out !== rest.is_out || known.said_at_ms !== rest.said_at_ms;
}

/** Those that hold now. */
export async function listOptOuts(db: Database): Promise<readonly StoredOptOut[]> {
  const rows = await db
    .selectFrom("credit_opt_out")
    .selectAll()
    .where("is_out", "=", 1)
    .orderBy("user_id")
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    login: row.login,
    isOut: true,
    saidAtMs: row.said_at_ms,
  }));
}

export async function readOptedOut(db: Database): Promise<OptedOut> {
  const optOuts = await listOptOuts(db);
  return {
    ids: new Set(optOuts.map(({ userId }) => userId)),
    logins: new Set(optOuts.map(({ login }) => login.toLowerCase())),
  };
}

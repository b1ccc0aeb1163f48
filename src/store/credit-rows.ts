import type { OptedOut } from "../model/credit.ts";
import type { StoredCreditStatement, StoredOptOut } from "../workflows/ports/credit-store.ts";
import type { StoreWrites } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";

type CreditComment = NonNullable<StoreWrites["creditComments"]>[number];

/** What a comment says now, in place of what it said before; nothing: it was taken back. */
export async function replaceCreditStatements(
  db: Database,
  { repositoryId, number, commentId, statements }: CreditComment,
): Promise<void> {
  await db
    .deleteFrom("credit_statement")
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .where("comment_id", "=", commentId)
    .execute();
  if (statements.length === 0) return;
  await db
    .insertInto("credit_statement")
    .values(
      statements.map(({ position, said, by, saidAtMs }) => ({
        repository_id: repositoryId,
        number,
        comment_id: commentId,
        position,
        kind: said.kind,
        about_login: said.kind === "credit" ? said.login : null,
        words: said.words,
        by_id: by.id ?? 0,
        by_login: by.name,
        said_at_ms: saidAtMs,
      })),
    )
    .execute();
}

/** By time; what was said in one second in the order of the comments, which have growing ids. */
export async function listCreditStatements(
  db: Database,
  repositoryId: number,
  number: number,
): Promise<readonly StoredCreditStatement[]> {
  const rows = await db
    .selectFrom("credit_statement")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .execute();
  return rows
    .map(
      (row): StoredCreditStatement => ({
        repositoryId,
        number,
        commentId: row.comment_id,
        position: row.position,
        said:
          row.kind === "credit" && row.about_login !== null
            ? { kind: "credit", login: row.about_login, words: row.words }
            : { kind: "learned", words: row.words },
        by: { name: row.by_login, isLogin: true, ...(row.by_id === 0 ? {} : { id: row.by_id }) },
        saidAtMs: row.said_at_ms,
      }),
    )
    .sort((a, b) => a.saidAtMs - b.saidAtMs || a.commentId - b.commentId || a.position - b.position);
}

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

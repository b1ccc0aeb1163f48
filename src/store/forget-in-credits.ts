import { hideOptedOut } from "../credit/hide-opted-out.ts";
import { cutMentions } from "../credit/to-words.ts";
import type { ChangeNotes, OptedOut } from "../model/credit.ts";
import type { Database } from "./engine.ts";

/** Bound values of one statement: a person has one login, or a few. */
const MOST_LOGINS = 50;

/**
 * Takes a person out of all that is told of people, and of the list of those who want to be told of in none of it:
 * what is not there can't be kept silent about either. Answers how many rows changed.
 */
export async function forgetInCredits(
  db: Database,
  actorId: number,
  nobody: { readonly id: number; readonly login: string },
): Promise<number> {
  const person = { ids: new Set([actorId]), logins: await listLogins(db, actorId) };
  const said = await db
    .updateTable("credit_statement")
    .set({ by_id: nobody.id, by_login: nobody.login })
    .where("by_id", "=", actorId)
    .executeTakeFirst();
  const optOut = await db.deleteFrom("credit_opt_out").where("user_id", "=", actorId).executeTakeFirst();
  return (
    Number(said.numUpdatedRows) +
    Number(optOut.numDeletedRows) +
    (await forgetInStatements(db, person)) +
    (await forgetInNotes(db, person)) +
    (await forgetInLearnings(db, person))
  );
}

/** Under which the store knows the person; credits name people by login. */
async function listLogins(db: Database, actorId: number): Promise<ReadonlySet<string>> {
  const authors = await db
    .selectFrom("pull_request")
    .select("author_login as login")
    .distinct()
    .where("author_id", "=", actorId)
    .limit(MOST_LOGINS)
    .execute();
  const sayers = await db
    .selectFrom("credit_statement")
    .select("by_login as login")
    .distinct()
    .where("by_id", "=", actorId)
    .limit(MOST_LOGINS)
    .execute();
  const optedOut = await db
    .selectFrom("credit_opt_out")
    .select("login")
    .where("user_id", "=", actorId)
    .execute();
  const notes = await db
    .selectFrom("change_note")
    .select("notes")
    .where(({ eb, or }) =>
      or([eb("notes", "like", `%"id":${actorId},%`), eb("notes", "like", `%"id":${actorId}}%`)]),
    )
    .limit(MOST_LOGINS)
    .execute();
  const credited = notes.flatMap(({ notes: text }) =>
    (JSON.parse(text) as ChangeNotes).credits.flatMap(({ person }) =>
      person.id === actorId && person.isLogin ? [{ login: person.name }] : [],
    ),
  );
  return new Set([...authors, ...sayers, ...optedOut, ...credited].map(({ login }) => login.toLowerCase()));
}

async function forgetInStatements(db: Database, { logins, ids }: OptedOut): Promise<number> {
  if (logins.size === 0) return 0;
  const about = await db
    .deleteFrom("credit_statement")
    .where(({ fn }) => fn<string>("lower", ["about_login"]), "in", [...logins])
    .executeTakeFirst();
  const rows = await db
    .selectFrom("credit_statement")
    .select(["repository_id", "number", "comment_id", "position", "words"])
    .where("words", "like", "%@%")
    .execute();
  let changed = Number(about.numDeletedRows);
  for (const { words, ...key } of rows) {
    const cut = cutMentions(words, { logins, ids });
    if (cut === words) continue;
    await db
      .updateTable("credit_statement")
      .set({ words: cut })
      .where("repository_id", "=", key.repository_id)
      .where("number", "=", key.number)
      .where("comment_id", "=", key.comment_id)
      .where("position", "=", key.position)
      .execute();
    changed += 1;
  }
  return changed;
}

async function forgetInNotes(db: Database, person: OptedOut): Promise<number> {
  const rows = await db
    .selectFrom("change_note")
    .select(["repository_id", "id", "notes", "of_commits"])
    .where(({ eb, or }) =>
      or(
        listSigns(person).flatMap((sign) => [
          eb(({ fn }) => fn<string>("lower", ["notes"]), "like", sign),
          eb(({ fn }) => fn<string>("lower", ["of_commits"]), "like", sign),
        ]),
      ),
    )
    .execute();
  let changed = 0;
  for (const { repository_id, id, ...texts } of rows) {
    const notes = forgetInText(texts.notes, person);
    const ofCommits = texts.of_commits === null ? null : forgetInText(texts.of_commits, person);
    if (notes === texts.notes && ofCommits === texts.of_commits) continue;
    await db
      .updateTable("change_note")
      .set({ notes, of_commits: ofCommits })
      .where("repository_id", "=", repository_id)
      .where("id", "=", id)
      .execute();
    changed += 1;
  }
  return changed;
}

/** One of these is in any text that names the person, and maybe in others: what counts is what changes. */
function listSigns({ ids, logins }: OptedOut): readonly string[] {
  const ofIds = [...ids].flatMap((id) => [`%"id":${id},%`, `%"id":${id}}%`]);
  const ofLogins = [...logins].flatMap((login) => [`%"${login}"%`, `%@${login}%`]);
  return [...ofIds, ...ofLogins];
}

function forgetInText(text: string, person: OptedOut): string {
  return JSON.stringify(hideOptedOut(JSON.parse(text) as ChangeNotes, person));
}

/** Copies of what stands in the notes. */
async function forgetInLearnings(db: Database, person: OptedOut): Promise<number> {
  const rows = await db.selectFrom("learning").selectAll().where("text", "like", "%@%").execute();
  for (const { text, ...key } of rows) {
    const cut = cutMentions(text, person);
    if (cut === text) continue;
    await db
      .updateTable("learning")
      .set({ text: cut })
      .where("repository_id", "=", key.repository_id)
      .where("id", "=", key.id)
      .where("position", "=", key.position)
      .where("metric", "=", key.metric)
      .execute();
  }
  return 0;
}

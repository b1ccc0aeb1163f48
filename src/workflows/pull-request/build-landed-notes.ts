import { buildChangeNotes } from "../../credit/build-change-notes.ts";
import { isMachineName } from "../../credit/is-machine-name.ts";
import type { AssessedChange } from "../../model/assessed-change.ts";
import type { ChangeNotes, CreditedPerson } from "../../model/credit.ts";
import type { Actor } from "../../model/repository.ts";
import type { StoredCreditStatement, StoredNotes } from "../ports/credit-store.ts";
import { listFirsts } from "./list-firsts.ts";
import type { PullRequestLook } from "./pull-request-look.ts";
import { readCommitNotes } from "./read-commit-notes.ts";

/** In place of somebody who was forgotten, and GitHub's own word for a deleted account. */
const NOBODY = "ghost";

/**
 * Who helped with a landed change and what was learned, from all that was said of it; undefined where nothing was.
 *
 * @param unsaved Changes that are about to be stored with it.
 */
export async function buildLandedNotes(
  look: PullRequestLook,
  change: AssessedChange,
  unsaved: readonly AssessedChange[],
): Promise<StoredNotes | undefined> {
  const { context, repository, state } = look;
  const { number } = state;
  const known = await context.store.findNotes(repository.id, number);
  const statements = await context.store.listCreditStatements(repository.id, number);
  const ofCommits = await readCommitNotes(look, known);
  const notes = buildChangeNotes({
    author: toCreditedPerson(state.author),
    description: state.body,
    ...(ofCommits === undefined ? {} : { ofCommits }),
    commands: toCommands(statements),
  });
  if (known === undefined && isEmpty(notes)) return undefined;
  const firsts = await listFirsts(look, change, { credits: notes.credits, unsaved });
  const tags = change.answer.kind === "tags" ? change.answer.tags : [];
  return {
    repositoryId: repository.id,
    number,
    landedAtMs: change.landedAtMs,
    metrics: [...new Set(tags.map(({ metric }) => metric))],
    notes: firsts.length === 0 ? notes : { ...notes, firsts },
    ...(ofCommits === undefined ? {} : { ofCommits }),
  };
}

function toCreditedPerson({ id, login, isBot }: Actor): CreditedPerson | undefined {
  if (isBot || login === NOBODY || isMachineName(login, "")) return undefined;
  return { name: login, isLogin: true, ...(id === 0 ? {} : { id }) };
}

function toCommands(
  statements: readonly StoredCreditStatement[],
): Pick<ChangeNotes, "credits" | "learnings"> {
  return {
    credits: statements.flatMap(({ said, saidAtMs }) =>
      said.kind === "credit"
        ? [
            {
              kind: "decision" as const,
              person: { name: said.login, isLogin: true },
              words: said.words,
              saidAtMs,
            },
          ]
        : [],
    ),
    learnings: statements.flatMap(({ said, by }) =>
      said.kind === "learned" ? [{ text: said.words, ...(by.name === NOBODY ? {} : { by }) }] : [],
    ),
  };
}

function isEmpty({ credits, learnings, ideasFrom }: ChangeNotes): boolean {
  return credits.length === 0 && learnings.length === 0 && ideasFrom.length === 0;
}

import { keepTickedItems } from "../../tagging/keep-ticked-items.ts";
import { hasChecklist } from "../../tagging/parse-checklist.ts";
import { parseCommands } from "../../tagging/parse-commands.ts";
import { parseStatement } from "../../tagging/parse-statement.ts";
import type { StoredStatement } from "../ports/service-store.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

export interface AcceptedComment {
  readonly id: number;
  readonly body: string;
  /** Who is taken to have said it. */
  readonly actorId: number;
  /** Of its commands, epoch milliseconds. */
  readonly saidAtMs: number;
  /** Of a list that it holds: boxes are ticked by edits. */
  readonly updatedAtMs: number;
}

type Place = Pick<PullRequestLook, "repository" | "state" | "effective">;

/** Statements of one comment: each command that says something, and the ticked list that the app wrote into it. */
export function listCommentStatements(place: Place, comment: AcceptedComment): readonly StoredStatement[] {
  const vocabulary = place.effective.policy?.vocabulary;
  const said = {
    repositoryId: place.repository.id,
    number: place.state.number,
    originId: comment.id,
    actorId: comment.actorId,
    saidAtMs: comment.saidAtMs,
    accepted: true,
  };
  const commands = parseCommands(comment.body).flatMap((command, position): readonly StoredStatement[] => {
    if (command.kind !== "impact") return [];
    const isMeant =
      vocabulary === undefined || parseStatement(command.text, vocabulary).statement !== undefined;
    return isMeant ? [{ ...said, source: "command", position, text: command.text }] : [];
  });
  return hasChecklist(comment.body) ? [...commands, toListStatement(place, comment)] : commands;
}

/** The boxes of a list as one statement: which of them are ticked is read when it is weighed. */
export function toListStatement(place: Place, comment: AcceptedComment): StoredStatement {
  return {
    repositoryId: place.repository.id,
    number: place.state.number,
    source: "list",
    originId: comment.id,
    position: 0,
    // Nothing else of a comment is kept.
    text: keepTickedItems(comment.body),
    actorId: comment.actorId,
    saidAtMs: comment.updatedAtMs,
    accepted: true,
  };
}

import { CHECK_NAME, parseCheckRecord } from "../../check/check-record.ts";
import type { CheckRecord } from "../../model/check.ts";
import { isFinal } from "../is-final.ts";
import type { CheckRun } from "../ports/git-hub.ts";
import type { StoredStatement } from "../ports/service-store.ts";
import { canWrite } from "./can-write.ts";
import type { FoldedDeliveries } from "./fold-deliveries.ts";
import { type PullRequestLook, saveUnderClaim, toExternalId } from "./pull-request-look.ts";

type Button = FoldedDeliveries["buttons"][number];

/** Buttons pressed on our check, as accepted statements. What we never offered and who may not answer is ignored. */
export async function hearButtons(look: PullRequestLook, buttons: readonly Button[]): Promise<void> {
  for (const button of buttons) {
    const text = await toStatementText(look, button);
    const isAllowed =
      text !== undefined &&
      // A person confirms what a program wrote.
      !button.sender.isBot &&
      (button.sender.id === look.state.author.id ||
        (await canWrite(look.context, look.repository, { login: button.sender.login, when: "now" })));
    look.context.log.info(
      { identifier: button.identifier.slice(0, 20), accepted: isAllowed },
      "button heard",
    );
    if (text === undefined || !isAllowed) continue;
    const statement: StoredStatement = {
      repositoryId: look.repository.id,
      number: look.state.number,
      source: "button",
      originId: button.checkRunId,
      position: 0,
      text,
      actorId: button.sender.id,
      // GitHub does not tell when a button was pressed; this is when it told that it was.
      saidAtMs: button.receivedAtMs,
      accepted: true,
    };
    await saveUnderClaim(look, { statements: [statement] });
  }
}

/** What a line would say in its place; undefined for an identifier that this check does not offer. */
async function toStatementText(look: PullRequestLook, button: Button): Promise<string | undefined> {
  switch (button.identifier) {
    case "none":
    case "unsure":
      return button.identifier;
    case "yes":
      return (await findRecord(look, button))?.suggestions[0]?.metric;
    default:
      return undefined;
  }
}

/** What was suggested when the button was shown: from the store, or, where that was lost, from the check itself. */
async function findRecord(look: PullRequestLook, button: Button): Promise<CheckRecord | undefined> {
  const { context, repository, state } = look;
  const stored = await context.store.findCheck(repository.id, button.headSha, CHECK_NAME);
  if (stored?.record !== undefined) return stored.record;
  const run = (await listRuns(look, button)).find(
    ({ id, externalId }) => id === button.checkRunId && externalId === toExternalId(state.number),
  );
  return run === undefined ? undefined : parseCheckRecord(run.text);
}

/** A head that was pushed away may be gone, and its check with it. */
async function listRuns(
  { context, repository }: PullRequestLook,
  { headSha }: Button,
): Promise<readonly CheckRun[]> {
  try {
    return await context.github.listOurCheckRuns(repository, headSha);
  } catch (error) {
    if (!isFinal(error)) throw error;
    context.log.info({ why: error.message }, "the check of a button can't be read");
    return [];
  }
}

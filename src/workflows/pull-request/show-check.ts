import { renderCheckRecord } from "../../check/check-record.ts";
import type { CheckOutput, CheckRecord } from "../../model/check.ts";
import { countCodePoints, cutText } from "../../text/cut-text.ts";
import type { CheckWrite } from "../ports/git-hub.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { StoredCheck } from "../ports/service-store.ts";
import { type PullRequestLook, saveUnderClaim, toExternalId } from "./pull-request-look.ts";

const MOST_TEXT = 65_535;

export interface WantedCheck {
  readonly name: string;
  readonly output: CheckOutput;
  readonly record?: CheckRecord;
}

/**
 * Makes the check on the head show what is wanted, with a request only where that differs from what it shows. A row
 * is written before the check is created, so that after a crash the check is searched before another is created.
 */
export async function showCheck(
  look: PullRequestLook,
  wanted: WantedCheck,
): Promise<"unchanged" | "written"> {
  const { context, repository, state } = look;
  const known = await context.store.findCheck(repository.id, state.headSha, wanted.name);
  const write = toWrite(look.state, wanted);
  const shown = context.hash(JSON.stringify(write.output));
  if (known?.checkRunId !== undefined && known.shown === shown) return "unchanged";
  const check: StoredCheck = {
    repositoryId: repository.id,
    headSha: state.headSha,
    name: wanted.name,
    number: state.number,
    shown,
    ...(wanted.record === undefined ? {} : { record: wanted.record }),
  };
  const existingId =
    known?.checkRunId ?? (known === undefined ? undefined : await findOrphan(look, wanted.name));
  if (existingId !== undefined) {
    // What is shown is not known until the answer is here: when it is lost, and what is wanted goes back to what was
    // shown before, the check would stay as it is for good.
    await saveUnderClaim(look, { checks: [{ ...check, checkRunId: existingId, shown: "" }] });
    await writeOrTell(write, (content) => context.github.updateCheckRun(repository, existingId, content));
    await saveUnderClaim(look, { checks: [{ ...check, checkRunId: existingId }] });
  } else {
    await saveUnderClaim(look, { checks: [{ ...check, shown: "" }] });
    const { id } = await writeOrTell(write, (content) => context.github.createCheckRun(repository, content));
    await saveUnderClaim(look, { checks: [{ ...check, checkRunId: id }] });
  }
  context.log.info(
    { check: wanted.name, conclusion: wanted.output.conclusion, title: wanted.output.title },
    "check shown",
  );
  return "written";
}

export function toWrite(
  { headSha, number }: Pick<PullRequestLook["state"], "headSha" | "number">,
  { name, output, record }: WantedCheck,
): CheckWrite {
  const hidden = record === undefined ? "" : `\n\n${renderCheckRecord(record)}`;
  const text = cutText(output.text, MOST_TEXT - countCodePoints(hidden)) + hidden;
  return {
    name,
    headSha,
    externalId: toExternalId(number),
    output: { ...output, text },
  };
}

/** A check that was created just before a crash, whose number was not stored. */
async function findOrphan(
  { context, repository, state }: PullRequestLook,
  name: string,
): Promise<number | undefined> {
  const runs = await context.github.listOurCheckRuns(repository, state.headSha);
  return runs.find((run) => run.name === name)?.id;
}

/** Where GitHub refuses the content, a plain check says so: silence would look like a check still to come. */
async function writeOrTell<Answer>(
  write: CheckWrite,
  send: (content: CheckWrite) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(write);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.failure.kind !== "refused") throw error;
    try {
      await send({ ...write, output: toRefusedOutput(error.message) });
    } catch {
      // The first refusal says why; what is wrong with the plain one does not matter.
    }
    throw error;
  }
}

function toRefusedOutput(message: string): CheckOutput {
  return {
    conclusion: "neutral",
    title: "Throughline could not show its check",
    summary: `GitHub refused what it wanted to say: ${cutText(message, 500)}\n\nNothing is asked of you.`,
    text: "",
    actions: [],
    annotations: [],
  };
}

import { isFinal } from "../is-final.ts";
import type { StoredCheck } from "../ports/service-store.ts";
import { carryCheckRecord } from "./carry-check-record.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { toWrite } from "./show-check.ts";

/** Nothing is asked of anybody by a check that few look at any more. */
const WITHDRAWN = {
  conclusion: "neutral",
  title: "Written for those who could read this then",
  summary:
    "What stood here was written for those who could read this repository then. Nothing is asked of you.",
  text: "",
  actions: [],
  annotations: [],
} as const;

/**
 * Our checks that were written while few could read the repository, and that nothing has rewritten since: those on
 * merged and closed pull requests and on former heads. Call after the head's own were shown. What a button said stays,
 * hidden and sealed. Answers whether any stood.
 */
export async function withdrawChecks(look: PullRequestLook): Promise<boolean> {
  const { context, repository, state } = look;
  if (repository.visibility === "private") return false;
  const checks = await context.store.listChecksForFew(repository.id, state.number);
  for (const check of checks) await withdraw(look, check);
  return checks.length > 0;
}

async function withdraw(
  look: PullRequestLook,
  check: StoredCheck & { readonly checkRunId: number },
): Promise<void> {
  const { context, repository } = look;
  const { checkRunId, name, headSha, record } = check;
  const hidden = record === undefined ? {} : { record: carryCheckRecord(record, repository, context.seal) };
  const write = toWrite({ ...look.state, headSha }, { name, output: WITHDRAWN, ...hidden });
  try {
    await context.github.updateCheckRun(repository, checkRunId, write);
    context.log.info({ check: name, headSha }, "check withdrawn: more people can read it now");
  } catch (error) {
    // Gone by now: nothing more can be done about it.
    if (!isFinal(error)) throw error;
    context.log.warn({ check: name, headSha, why: error.message }, "check could not be withdrawn");
  }
  // The store goes on to know what was suggested.
  const shown = context.hash(JSON.stringify(write.output));
  await saveUnderClaim(look, { withdrawnChecks: [{ ...check, shown }] });
}

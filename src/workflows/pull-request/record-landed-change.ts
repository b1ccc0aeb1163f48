import type { AssessedChange } from "../../model/assessed-change.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import { listFirstReport } from "../report/list-first-report.ts";
import { assessLanding } from "./assess-landing.ts";
import { buildLandedNotes } from "./build-landed-notes.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";

/** Beside the change: what is said of people may change where the change itself does not, and no report reads it. */
async function recordNotes(look: PullRequestLook, change: AssessedChange): Promise<void> {
  const notes = await buildLandedNotes(look, change, []);
  if (notes === undefined) return;
  const { store } = look.context;
  const known = await store.findNotes(notes.repositoryId, notes.number);
  if (JSON.stringify(notes) !== JSON.stringify(known)) await saveUnderClaim(look, { notes: [notes] });
}

/** Keeps what a merged pull request was for. An edit after the merge corrects it, dated by its tags. */
export async function recordLandedChange(
  look: PullRequestLook,
  facts: PullRequest,
  assessment: Assessment,
): Promise<void> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  const known = await context.store.findChange(repository.id, state.number);
  const change = await assessLanding(look, known, { facts, assessment });
  if (policy === undefined || change === undefined) return;
  await recordNotes(look, change);
  if (JSON.stringify(change) === JSON.stringify(known)) return;
  await saveUnderClaim(look, {
    changes: [{ repositoryId: repository.id, change, catalogVersion: policy.catalog.version }],
    bumps:
      change.answer.kind === "unanswered"
        ? []
        : await listFirstReport(context.store, repository, policy.catalog),
  });
  const message = known === undefined ? "landed change recorded" : "landed change corrected";
  context.log.info({ answer: change.answer.kind, asked: change.asked }, message);
}

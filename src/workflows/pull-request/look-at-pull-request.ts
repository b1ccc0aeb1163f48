import { CHECK_NAME } from "../../check/check-record.ts";
import { renderCheck } from "../../check/render-check.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { PullRequestState } from "../../model/pull-request.ts";
import { SHOWN_TO_FEW } from "../../model/repository.ts";
import { PRIORITY, type Subject } from "../../model/subject.ts";
import { readEffectiveCatalog, toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import { acknowledgeComments, reconcileOutranked } from "../comments/acknowledge.ts";
import { type ProcessedComments, processComments } from "../comments/process-comments.ts";
import { confirmRepository } from "../confirm-repository.ts";
import type { Bump, WorkClaim } from "../ports/service-store.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { listForgottenChecks, settleGoneRepository } from "../withdrawals.ts";
import { assessFacts, freezeSuggestions, readClaimHistory } from "./assess-facts.ts";
import { buildCheckRecord, carryCheckRecord } from "./check-record.ts";
import { findBotWriting } from "./find-bot-writing.ts";
import { foldDeliveries } from "./fold-deliveries.ts";
import { hearButtons } from "./hear-buttons.ts";
import type { PullRequestLook } from "./pull-request-look.ts";
import { saveUnderClaim } from "./pull-request-look.ts";
import { readFacts } from "./read-facts.ts";
import { readNewestState } from "./read-newest-state.ts";
import { recordLandedChange } from "./record-landed-change.ts";
import { restoreCheck } from "./restore-check.ts";
import { showCatalogCheck } from "./show-catalog-check.ts";
import { showCheck } from "./show-check.ts";
import { showChecklistComment } from "./show-checklist-comment.ts";
import { showInsightComment } from "./show-insight-comment.ts";
import { withdrawChecks, withdrawComments } from "./withdraw.ts";

type PullRequestSubject = Extract<Subject, { kind: "pull-request" }>;

/**
 * Looks at one pull request: what do its deliveries and the store tell, what should it show, and does it show that?
 * Gathers, decides by one pure function, and writes only what differs.
 */
export async function lookAtPullRequest(
  context: LookContext,
  claim: WorkClaim,
  subject: PullRequestSubject,
): Promise<LookOutcome> {
  const known = await context.store.findPullRequest(subject.repositoryId, subject.number);
  const folded = foldDeliveries(known, claim.deliveries);
  const stored = await context.store.findRepository(subject.repositoryId);
  if (stored?.isDeleted === true) return settleGoneRepository(claim);
  const told = folded.repository;
  const repository =
    told === undefined
      ? (stored ?? (await context.github.readRepository(subject.repositoryId)))
      : await confirmRepository(context, claim, { told, stored });
  if (repository === undefined || repository.isDeleted || repository.isArchived) {
    return supersede("the repository is gone or archived");
  }
  const read = await readNewestState(context, repository, { subject, folded });
  const newest =
    read.kind === "known"
      ? await findBotWriting(context, repository, { known, deliveries: claim.deliveries, state: read.state })
      : read;
  if (newest.kind === "lagging")
    return { settlement: { kind: "wait", untilMs: newest.untilMs, why: newest.why }, writes: {} };
  if (newest.kind === "gone") return supersede("the pull request is gone");
  const { effective, read: catalogs } = await readEffectiveCatalog(context, repository, "known");
  const look: PullRequestLook = { context, claim, repository, state: newest.state, effective };
  await saveUnderClaim(look, {
    repositories: [repository],
    pullRequests: [newest.state],
    catalogs,
    bumps: await listFreed(look, known),
  });
  if (effective.state.kind === "absent" && !(await context.store.hasChecks(repository.id))) {
    context.log.debug({}, "no catalog: nothing is asked");
    const thread = { context, claim, repository, number: subject.number, place: { kind: "issue" } } as const;
    await acknowledgeComments(thread, (await processComments(thread, folded.comments)).comments);
    // A pull request that brings the first one is told whether it will do.
    if (newest.state.status === "open") await showCatalogCheck(look);
    return DONE;
  }
  // Nothing was told of it: what it was for stays as it was recorded.
  const isOver = newest.state.status !== "open" && claim.deliveries.length === 0;
  if (isOver && (await withdraw(look))) return DONE;
  await restoreCheck(look, folded);
  if (folded.isRerequested) {
    await saveUnderClaim(look, { checks: await listForgottenChecks(context.store, newest.state) });
  }
  const processed = await processComments(toThread(look), folded.comments);
  await hearButtons(look, folded.buttons);
  await decideAndShow(look, processed);
  await withdraw(look);
  return DONE;
}

const DONE: LookOutcome = { settlement: { kind: "done" }, writes: {} };

function supersede(why: string): LookOutcome {
  return { settlement: { kind: "superseded", why }, writes: {} };
}

/** What was written for fewer readers; answers whether anything stood. */
async function withdraw(look: PullRequestLook): Promise<boolean> {
  const ofComments = await withdrawComments(look);
  const ofChecks = await withdrawChecks(look);
  return ofComments || ofChecks;
}

/** Comments get their reactions before anything is shown: a check that can't be written holds none of them back. */
async function decideAndShow(
  look: PullRequestLook,
  { comments, requests }: ProcessedComments,
): Promise<void> {
  const { state, effective } = look;
  const thread = toThread(look);
  if (state.status === "closed") return acknowledgeComments(thread, comments);
  const facts = await readFacts(look, effective.policy);
  const assessment = await freezeSuggestions(look, assessFacts(look, facts, await readClaimHistory(look)));
  if (state.status === "merged") {
    await acknowledgeComments(thread, comments);
    return recordLandedChange(look, facts, assessment);
  }
  const outranked = listOutranked(assessment);
  await acknowledgeComments(thread, comments, outranked);
  await reconcileOutranked(thread, outranked);
  if (!(await isHeadOfNewerPullRequest(look.context, state))) {
    await showAssessment(look, assessment);
    await showCatalogCheck(look);
    await showChecklistComment(look, assessment);
  }
  // A comment is the pull request's own, whoever shares its head.
  const voice = requests.has("insight") ? "asked" : "unasked";
  await showInsightComment(look, { facts, assessment, voice });
}

function toThread({ context, claim, repository, state, effective }: PullRequestLook) {
  const place = { kind: "pull-request", state, effective } as const;
  return { context, claim, repository, number: state.number, place };
}

/** By comment. */
function listOutranked({ problems }: Assessment): ReadonlySet<number> {
  return new Set(
    problems.flatMap(({ code, commentId }) =>
      code === "outranked" && commentId !== undefined ? [commentId] : [],
    ),
  );
}

async function showAssessment(look: PullRequestLook, assessment: Assessment): Promise<void> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  const statements = await context.store.listStatements(repository.id, state.number);
  const last = await context.store.findLastCheck(repository.id, state.number, CHECK_NAME);
  const { seal } = context;
  // Suggested to few: the reasons may tell of places that only they read.
  const before =
    last?.record && last.shown === SHOWN_TO_FEW
      ? carryCheckRecord(last.record, repository, seal)
      : last?.record;
  const record =
    policy === undefined
      ? before && carryCheckRecord(before, repository, seal)
      : buildCheckRecord({ number: state.number, assessment, policy, statements, before, seal });
  const offered = record?.suggestions[0]?.metric;
  const output = renderCheck(assessment, {
    privacyUrl: context.privacyUrl,
    repositoryVisibility: toMetricVisibility(repository),
    repository: `${repository.owner}/${repository.name}`,
    ...(policy === undefined ? {} : { catalog: policy.catalog }),
    ...(offered === undefined ? {} : { offered }),
  });
  if (output.conclusion === "none") return;
  await showCheck(look, { name: CHECK_NAME, output, ...(record === undefined ? {} : { record }) });
}

/** Others that have the head which this pull request closed with or left: they may speak on it from now on. */
async function listFreed(
  { context, repository, state }: PullRequestLook,
  known: PullRequestState | undefined,
): Promise<readonly Bump[]> {
  const { id: repositoryId, installationId } = repository;
  const hasLeft = known?.status === "open" && (state.status !== "open" || state.headSha !== known.headSha);
  if (!hasLeft) return [];
  const others = await context.store.listPullRequestsByHead(repositoryId, known.headSha);
  return others
    .filter(({ number, status }) => status === "open" && number !== state.number)
    .map(({ number }) => ({
      subject: { kind: "pull-request", installationId, repositoryId, number },
      priority: PRIORITY.event,
    }));
}

/** Two open pull requests with one head share its check run: the newer one speaks, or they would take turns. */
async function isHeadOfNewerPullRequest(context: LookContext, state: PullRequestState): Promise<boolean> {
  const others = await context.store.listPullRequestsByHead(state.repositoryId, state.headSha);
  return others.some(({ number, status }) => status === "open" && number > state.number);
}

import type { Repository } from "../../model/repository.ts";
import { PRIORITY, type Subject } from "../../model/subject.ts";
import { isFinal as isFinalAnswer } from "../is-final.ts";
import type { Bump, WorkClaim } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { adoptSummaries, saveAdopted } from "./adopt-summaries.ts";
import { findTarget } from "./find-target.ts";
import { describeRefusal, holdSummary } from "./hold-summary.ts";
import type { MadeSummary } from "./made-summary.ts";
import { openSummaryLook, refreshSummaryLook } from "./open-summary-look.ts";
import { postSummary, savePosted } from "./post-summary.ts";
import { findDueMs, findDueWeek, isFinal, WEEKS_TO_KNOW } from "./schedule-summaries.ts";
import { type SummaryLook, toRow } from "./summary-look.ts";
import { tellChannels } from "./tell-channels.ts";

/** GitHub's reads lag behind its writes by up to half a minute: what was just posted is looked for after this. */
const LAG_MS = 45_000;
const LEARNING_MS = 60_000;
/** A repository that can't be read holds up the summary of all others no longer than this. */
const LONGEST_LEARNING_MS = 86_400_000;
/** Of who can read what, while the summary is made. */
const MOST_BUILDS = 3;

/** A week of an organisation is due, or channels are still to be told of it: posts it once and tells them. */
export async function lookAtSummary(
  context: LookContext,
  claim: WorkClaim,
  subject: Extract<Subject, { kind: "summary" }>,
): Promise<LookOutcome> {
  const opened = await openSummaryLook(context, claim, subject);
  if (!opened.ok) return { settlement: { kind: "superseded", why: opened.error }, writes: {} };
  const { row } = opened.value;
  if (row?.state === "posted") return tellChannels(opened.value, row, undefined);
  if (row !== undefined && isFinal(row, context.now())) return { settlement: { kind: "done" }, writes: {} };
  const wait = await findWait(opened.value);
  if (wait !== undefined) return { settlement: { kind: "wait", ...wait }, writes: {} };
  const refreshed = await refreshSummaryLook(opened.value);
  if (!refreshed.ok) return { settlement: { kind: "superseded", why: refreshed.error }, writes: {} };
  const look = refreshed.value;
  const target = await findTarget(look);
  if (!target.ok) return holdSummary(look, target.error);
  try {
    return await lookAtWeek(look, target.value);
  } catch (error) {
    if (!isFinalAnswer(error)) throw error;
    return holdSummary(look, describeRefusal(error, `${target.value.owner}/${target.value.name}`));
  }
}

async function findWait({
  context,
  catalog,
  subject,
  row,
}: SummaryLook): Promise<{ readonly untilMs: number; readonly why: string } | undefined> {
  const nowMs = context.now();
  if (row?.state === "posting" && nowMs < row.atMs + LAG_MS) {
    return { untilMs: row.atMs + LAG_MS, why: "what was posted may not be seen yet" };
  }
  const lastMs = findDueMs(subject.week, catalog.summary.schedule) + LONGEST_LEARNING_MS;
  if (nowMs < lastMs && (await context.store.isLearning(subject.installationId))) {
    return { untilMs: nowMs + LEARNING_MS, why: "what landed is still being read" };
  }
  return undefined;
}

async function lookAtWeek(look: SummaryLook, target: Repository): Promise<LookOutcome> {
  const { context, catalog, subject, row } = look;
  const { organisationId, week } = subject;
  const known = await context.store.listSummaryWeeks(organisationId, WEEKS_TO_KNOW);
  if (catalog.summary.mode === "body" && known.some((one) => one.state === "posted" && one.week > week)) {
    return { settlement: { kind: "superseded", why: "a newer week stands in the issue" }, writes: {} };
  }
  const issue = await context.store.findSummaryIssue(organisationId, target.id);
  const isSure = issue?.number !== undefined && row?.state !== "posting";
  if (isSure && known.some(({ state }) => state !== "waiting"))
    return makeAndPost(look, target, issue.number);
  const adoption = { context, claim: look.claim, organisationId };
  const adopted = await adoptSummaries(adoption, target);
  const there = adopted.weeks.find((one) => one.week === week);
  if (there !== undefined && row?.state === "posting") return finishPosted(look, target, there);
  await saveAdopted(adoption, target, adopted);
  if (there !== undefined) return withNext(look, { settlement: { kind: "done" }, writes: {} });
  // Weeks that were missed in between come first.
  const [next] = (await listNext(look)).bumps;
  const isLater = next?.subject.kind === "summary" && next.subject.week < week;
  if (adopted.weeks.length > 0 && isLater)
    return withNext(look, { settlement: { kind: "done" }, writes: {} });
  return makeAndPost(look, target, adopted.number);
}

/** It was posted, and nobody could note it: nobody was told either. */
async function finishPosted(
  look: SummaryLook,
  target: Repository,
  there: StoredSummaryWeek,
): Promise<LookOutcome> {
  const made = await make(look, target);
  if (!made.ok) return holdSummary(look, made.error);
  const place = {
    number: there.number ?? 0,
    ...(there.commentId === undefined ? {} : { commentId: there.commentId }),
  };
  const { briefs, audience = "private" } = there;
  const written = { ...target, visibility: audience };
  const row = await savePosted(look, { target: written, made: { ...made.value, briefs } }, place);
  return withNext(look, await tellChannels(look, row, made.value));
}

async function makeAndPost(
  look: SummaryLook,
  asked: Repository,
  number: number | undefined,
): Promise<LookOutcome> {
  const { context, subject } = look;
  let target = asked;
  for (let build = 0; build < MOST_BUILDS; build += 1) {
    const made = await make(look, target);
    if (!made.ok) return holdSummary(look, made.error);
    if (made.value.changes === 0) {
      context.log.info({ week: subject.week }, "nothing landed in the week: no summary");
      const empty = toRow(look, { state: "empty" });
      await saveUnderClaim(look, { summaryWeeks: [empty] });
      return withNext(look, { settlement: { kind: "done" }, writes: {} });
    }
    // Right before it is posted: what was made for fewer must not stand where more can read it.
    const now = await findTarget(look);
    if (!now.ok) return holdSummary(look, now.error);
    const isForReaders = now.value.visibility === target.visibility;
    target = now.value;
    await saveUnderClaim(look, { repositories: [target] });
    if (!isForReaders || !(await areSourcesAsMade(look, made.value))) continue;
    const row = await postSummary(look, { target, made: made.value, number });
    return withNext(look, await tellChannels(look, row, made.value));
  }
  return holdSummary(look, "who can read the repositories changed while the summary was made");
}

function make(
  { context, organisation, subject }: SummaryLook,
  target: Repository,
): ReturnType<LookContext["summaries"]["make"]> {
  return context.summaries.make({
    organisation,
    week: subject.week,
    audience: target.visibility,
    repositoryId: target.id,
  });
}

async function areSourcesAsMade(look: SummaryLook, { sources }: MadeSummary): Promise<boolean> {
  const now = await look.context.store.listOwnedRepositories(look.subject.organisationId);
  const visibilities = new Map(now.map(({ id, visibility }) => [id, visibility]));
  return sources.every(([id, visibility]) => visibilities.get(id) === visibility);
}

/** The next week that was missed, right behind this one. */
async function withNext(look: SummaryLook, outcome: LookOutcome): Promise<LookOutcome> {
  return { ...outcome, writes: { ...outcome.writes, ...(await listNext(look)) } };
}

async function listNext({
  context,
  catalog,
  subject,
}: SummaryLook): Promise<{ readonly bumps: readonly Bump[] }> {
  const { organisationId, installationId } = subject;
  const week = await findDueWeek(context.store, { organisationId, catalog, nowMs: context.now() });
  if (week === undefined || week === subject.week) return { bumps: [] };
  return {
    bumps: [{ subject: { kind: "summary", installationId, organisationId, week }, priority: PRIORITY.sweep }],
  };
}

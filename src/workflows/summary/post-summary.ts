import type { Repository } from "../../model/repository.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { StoredSummaryChannel, StoredSummaryWeek } from "../ports/summary-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import { StaleClaimError } from "../stale-claim-error.ts";
import type { MadeSummary } from "./made-summary.ts";
import { type SummaryLook, toRow } from "./summary-look.ts";
import { toBriefsRecord, toSummaryIssueMarker, toWeekMarker } from "./summary-marker.ts";

/** A lease lasts 15 s. */
const LONGEST_PAUSE_MS = 10_000;

export interface SummaryPost {
  readonly target: Repository;
  readonly made: MadeSummary;
  /** Of the issue, where it is known. */
  readonly number: number | undefined;
}

/**
 * Posts a week: as a comment below one issue, or as that issue's text. GitHub knows no key that would make a creation
 * happen once, so the intent is stored right before each, and whoever finds one looks for our marker first.
 */
export async function postSummary(look: SummaryLook, post: SummaryPost): Promise<StoredSummaryWeek> {
  try {
    return look.catalog.summary.mode === "body"
      ? await postInBody(look, post)
      : await postAsComment(look, post);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.failure.kind !== "gone" || post.number === undefined)
      throw error;
    // A person deleted the issue: it is made anew, once.
    const { organisationId } = look.subject;
    await saveUnderClaim(look, { summaryIssues: [{ organisationId, repositoryId: post.target.id }] });
    return postSummary(look, { ...post, number: undefined });
  }
}

async function postAsComment(look: SummaryLook, post: SummaryPost): Promise<StoredSummaryWeek> {
  const { context, organisation } = look;
  const { target } = post;
  const number = post.number ?? (await createIssue(look, post, renderIssueBody(look)));
  await saveIntent(look, target, number);
  const created = await context.github.createComment({ ...target, number }, toText(look, post));
  context.log.info(
    { issue: number, organisation: organisation.login, week: look.subject.week },
    "summary posted",
  );
  return savePosted(look, post, { number, commentId: created.id });
}

async function postInBody(look: SummaryLook, post: SummaryPost): Promise<StoredSummaryWeek> {
  const { context, subject } = look;
  const { target } = post;
  const body = `${toSummaryIssueMarker(subject.organisationId)}\n${toText(look, post)}`;
  if (post.number !== undefined) {
    await saveIntent(look, target, post.number);
    await context.github.updateIssue(target, post.number, body);
  }
  const number = post.number ?? (await createIssue(look, post, body));
  context.log.info({ issue: number, week: subject.week }, "summary posted");
  return savePosted(look, post, { number });
}

async function createIssue(look: SummaryLook, { target }: SummaryPost, body: string): Promise<number> {
  const { context, organisation, subject } = look;
  await saveIntent(look, target, undefined);
  const title = `Throughline: what the changes of ${organisation.login} claim to be for`;
  const { number } = await context.github.createIssue(target, { title, body });
  const { organisationId } = subject;
  await saveUnderClaim(look, { summaryIssues: [{ organisationId, repositoryId: target.id, number }] });
  return number;
}

function renderIssueBody({ subject }: SummaryLook): string {
  return [
    toSummaryIssueMarker(subject.organisationId),
    "The weekly summaries stand below, one comment for each week in which something landed.",
    "",
    "Do you live by a number that a change claims to touch? Answer in a comment here, a line for each change:",
    "",
    "```",
    "/seen OWNER/REPOSITORY#NUMBER yes | no | unclear <what you saw>",
    "```",
    "",
    "It is shown beside the claim in the next summary, and counted apart.",
  ].join("\n");
}

function toText({ subject }: SummaryLook, { made, target }: SummaryPost): string {
  const marker = toWeekMarker({ ...subject, audience: target.visibility });
  return [marker, toBriefsRecord(made.briefs), made.markdown].join("\n");
}

async function saveIntent(look: SummaryLook, target: Repository, number: number | undefined): Promise<void> {
  const intent = toRow(look, {
    state: "posting",
    repositoryId: target.id,
    ...(number === undefined ? {} : { number }),
  });
  await saveUnderClaim(look, { summaryWeeks: [intent] });
  // Held up for longer than its lease lasts, another worker may have the week, and look for what is not there yet.
  if (look.context.now() - intent.atMs > LONGEST_PAUSE_MS) throw new StaleClaimError(look.claim.key);
}

/** With the channels that are to be told: what is posted and what is still to be told are noted in one write. */
export async function savePosted(
  look: SummaryLook,
  { target, made }: Pick<SummaryPost, "target" | "made">,
  place: { readonly number: number; readonly commentId?: number },
): Promise<StoredSummaryWeek> {
  const { organisationId, week } = look.subject;
  const posted = toRow(look, {
    state: "posted",
    repositoryId: target.id,
    ...place,
    briefs: made.briefs,
    audience: target.visibility,
  });
  await saveUnderClaim(look, {
    summaryWeeks: [posted],
    summaryIssues: [{ organisationId, repositoryId: target.id, number: place.number }],
    summaryChannels: look.catalog.summary.channels.map(
      ({ name }): StoredSummaryChannel => ({
        organisationId,
        week,
        name,
        state: "waiting",
        attempts: 0,
        nextAtMs: posted.atMs,
        atMs: posted.atMs,
      }),
    ),
  });
  return posted;
}

import type { Catalog } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";
import { toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { StoredReportIssue } from "../ports/report-store.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { LookContext } from "../service-context.ts";
import type { MadeReport } from "./made-report.ts";
import { buildReportRecord, renderReportRecord, toReportMarker } from "./report-record.ts";

const TITLE = "Throughline report";
const EMPTY_PART = "The report has become shorter: nothing stands here any more.";

export interface ReportShowing {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly repository: Repository;
  readonly catalog: Catalog;
  readonly known: StoredReportIssue;
  readonly made: MadeReport;
  readonly nextAtMs: number;
  readonly readers: string;
}

/**
 * One issue with the report in it, what is too long in comments of ours below, each edited in place and only where it
 * differs. GitHub knows no key that would make a creation happen once: the intent is stored first, and an issue with
 * our marker, of our app, is looked for before one is made.
 */
export async function showReportIssue(showing: ReportShowing): Promise<StoredReportIssue> {
  const { known, made, nextAtMs, readers, context, repository } = showing;
  const bodies = await listBodies(showing);
  const isShown =
    known.number !== undefined &&
    bodies.length === known.parts.length &&
    bodies.every((body, place) => known.parts[place]?.shown === context.hash(body));
  let issue: StoredReportIssue = {
    repositoryId: repository.id,
    parts: known.parts,
    ...(known.number === undefined ? {} : { number: known.number }),
    questions: made.questions,
    nextAtMs,
    readers,
  };
  if (isShown) return issue;
  issue = await ensureIssue(showing, issue, bodies[0] ?? "");
  for (const [index, body] of bodies.slice(1).entries()) {
    issue = await ensureComment(showing, issue, { place: index + 1, body });
  }
  return issue;
}

/** As many as were shown before: what is left over says so. The first carries what a new store has to know. */
async function listBodies({
  context,
  repository,
  catalog,
  known,
  made,
}: ReportShowing): Promise<readonly string[]> {
  const decisions = await context.store.listDecisions(repository.id);
  const readers = { catalog, audience: toMetricVisibility(repository) };
  const record = renderReportRecord(buildReportRecord(made.questions, decisions, readers));
  return Array.from({ length: Math.max(made.parts.length, known.parts.length) }, (_, place) => {
    const body = `${toReportMarker(place)}\n${made.parts[place] ?? EMPTY_PART}`;
    return place === 0 ? `${body.trimEnd()}\n\n${record}` : body;
  });
}

async function ensureIssue(
  showing: ReportShowing,
  issue: StoredReportIssue,
  body: string,
): Promise<StoredReportIssue> {
  const { context, repository } = showing;
  const shown = context.hash(body);
  const number = issue.number ?? (await findIssue(showing, issue));
  if (number !== undefined) {
    const isThere = issue.parts[0]?.shown === shown || (await update({ context, repository, number }, body));
    if (isThere) return save(showing, withPart({ ...issue, number }, 0, { shown }));
  }
  const { number: _gone, ...fresh } = issue;
  // Made anew where a person deleted it; its comments went with it.
  await save(showing, { ...fresh, parts: [] });
  const created = await context.github.createIssue(repository, { title: TITLE, body });
  context.log.info({ issue: created.number }, "report issue created");
  return save(showing, { ...fresh, number: created.number, parts: [{ shown }] });
}

/** False where the issue is gone. */
async function update(
  {
    context,
    repository,
    number,
  }: Pick<ReportShowing, "context" | "repository"> & { readonly number: number },
  body: string,
): Promise<boolean> {
  if ((await context.github.readIssue(repository, number)) === undefined) return false;
  await context.github.updateIssue(repository, number, body);
  context.log.info({ issue: number }, "report issue updated");
  return true;
}

/** Marker and own app must both match: people can write our marker. The oldest one, if ever there are two. */
async function findIssue(
  { context, repository }: ReportShowing,
  issue: StoredReportIssue,
): Promise<number | undefined> {
  const ours = await context.github.listOurIssues(repository);
  const found = ours.findLast(({ body }) => body.includes(toReportMarker(0)));
  if (found === undefined) context.log.debug({ parts: issue.parts.length }, "no report issue found");
  return found?.number;
}

async function ensureComment(
  showing: ReportShowing,
  issue: StoredReportIssue,
  { place, body }: { readonly place: number; readonly body: string },
): Promise<StoredReportIssue> {
  const { context, repository } = showing;
  const shown = context.hash(body);
  const known = issue.parts[place];
  if (known?.commentId !== undefined && known.shown === shown) return issue;
  const { number } = issue;
  if (number === undefined) throw new Error("A report's comments stand below its issue");
  const commentId = known?.commentId ?? (await findComment(showing, number, place));
  if (commentId !== undefined) {
    await context.github.updateComment(repository, commentId, body);
    return save(showing, withPart(issue, place, { commentId, shown }));
  }
  const created = await context.github.createComment({ ...repository, number }, body);
  return save(showing, withPart(issue, place, { commentId: created.id, shown }));
}

async function findComment(
  { context, repository }: ReportShowing,
  number: number,
  place: number,
): Promise<number | undefined> {
  const comments = await context.github.listComments({ ...repository, number });
  return comments.find(({ isOurs, body }) => isOurs && body.includes(toReportMarker(place)))?.id;
}

function withPart(
  issue: StoredReportIssue,
  place: number,
  part: StoredReportIssue["parts"][number],
): StoredReportIssue {
  const parts = [...issue.parts];
  parts[place] = part;
  return { ...issue, parts };
}

/** Half-way through a report the next look goes on where this one ended: its time and readers stay as they were. */
async function save(showing: ReportShowing, issue: StoredReportIssue): Promise<StoredReportIssue> {
  const { known } = showing;
  const { nextAtMs: _, readers: __, ...rest } = issue;
  const due = known.nextAtMs === undefined ? {} : { nextAtMs: known.nextAtMs };
  const before = known.readers === undefined ? {} : { readers: known.readers };
  await saveUnderClaim(showing, { reportIssues: [{ ...rest, ...due, ...before }] });
  return issue;
}

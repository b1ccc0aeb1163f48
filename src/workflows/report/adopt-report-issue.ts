import type { Repository } from "../../model/repository.ts";
import { mergeWrites } from "../comments/command.ts";
import { restoreComments } from "../comments/restore-comments.ts";
import type { IssueComment } from "../ports/git-hub.ts";
import type { StoredDecision, StoredReportIssue } from "../ports/report-store.ts";
import type { StoreWrites } from "../ports/service-store.ts";
import type { LookContext } from "../service-context.ts";
import { findReportPlace, parseReportRecord, type ReportRecord, toReportMarker } from "./report-record.ts";

/** Until it is written anew, whether or not back-fill has come to its end by then. */
const LONGEST_WAIT_MS = 86_400_000;

export interface AdoptedReport {
  /** Without a number where there is none. That nothing of it is known to be shown has it written anew. */
  readonly issue: StoredReportIssue;
  /** What was said below it, but for decisions that the store has. */
  readonly writes: StoreWrites;
}

/**
 * The report issue of a repository that the store knows nothing of: a lost store left it behind, and it may name what
 * its readers must not see. Found by our marker and our own app, for people can write the marker. What was decided
 * below it is taken from the comments that carry the app's thumbs-up, whatever rights their authors have today.
 */
export async function adoptReportIssue(
  { context, repository }: { readonly context: LookContext; readonly repository: Repository },
  /** Of today's readers, as `toReaders` says; undefined without a valid catalog. */
  readers: string | undefined,
): Promise<AdoptedReport> {
  const ours = await context.github.listOurIssues(repository);
  // The oldest one, if ever there are two.
  const found = ours.findLast((issue) => issue.body.includes(toReportMarker(0)));
  const blank: StoredReportIssue = { repositoryId: repository.id, parts: [], questions: [] };
  if (found === undefined) return { issue: blank, writes: {} };
  const { number, body } = found;
  const comments = await context.github.listComments({ ...repository, number });
  const record = parseReportRecord(body);
  const known = await context.store.listDecisions(repository.id);
  const said = await restoreBelow({ context, repository, number }, { comments, record });
  const decisions = (said.decisions ?? []).filter(
    ({ commentId }) => !known.some((one) => one.commentId === commentId),
  );
  context.log.info({ issue: number, decisions: decisions.length }, "report issue of a lost store found");
  return {
    issue: {
      ...blank,
      number,
      parts: [{ shown: "" }, ...listParts(comments)],
      questions: record?.questions ?? [],
      nextAtMs: context.now() + LONGEST_WAIT_MS,
      ...toKnownReaders(record, readers),
    },
    writes: { ...said, decisions },
  };
}

/** What was written for everybody may stand for anybody; who reads one without a record is not known. */
function toKnownReaders(record: ReportRecord | undefined, readers: string | undefined) {
  if (record?.audience === "private") return { readers: "private" };
  return record === undefined || readers === undefined ? {} : { readers };
}

/** Parts of the report in comments, up to the first that is missing. */
function listParts(comments: readonly IssueComment[]): StoredReportIssue["parts"] {
  const places = new Map<number | undefined, number>();
  for (const { id, body, isOurs } of comments) {
    const place = isOurs ? findReportPlace(body) : undefined;
    if (place !== undefined && !places.has(place)) places.set(place, id);
  }
  const parts: { readonly commentId: number; readonly shown: string }[] = [];
  for (let id = places.get(1); id !== undefined; id = places.get(parts.length + 1)) {
    parts.push({ commentId: id, shown: "" });
  }
  return parts;
}

/** Oldest first: the record names the question of each that it holds, later ones reply to its own. */
async function restoreBelow(
  thread: { readonly context: LookContext; readonly repository: Repository; readonly number: number },
  {
    comments,
    record,
  }: { readonly comments: readonly IssueComment[]; readonly record: ReportRecord | undefined },
): Promise<StoreWrites> {
  const { audience, questions = [], decided: noted = [] } = record ?? {};
  const asked = questions.map((one) => ({ ...one, ...(audience === undefined ? {} : { audience }) }));
  const all: StoreWrites[] = [];
  const decisions: StoredDecision[] = [];
  for (const comment of comments) {
    const place = { kind: "report-issue", questions: asked, noted, decisions } as const;
    const { writes } = await restoreComments({ ...thread, place }, [comment]);
    all.push(writes);
    decisions.push(...(writes.decisions ?? []));
  }
  return mergeWrites(all);
}

import { hasMoreReaders } from "../../../catalog/may-be-shown.ts";
import type { Repository } from "../../../model/repository.ts";
import { parseSeenAnswers, type SeenComment, type SeenLine } from "../../../tagging/parse-seen-answers.ts";
import type { StoredSeenAnswer } from "../../ports/summary-store.ts";
import { type CommentThread, defineCommand, type Outcome, type Said } from "../command.ts";

type Thread = CommentThread<"summary-issue">;

/** Briefs of older weeks are answered no more. */
const WEEKS_ANSWERED = 12;

/** `/seen`: from anyone who may comment there, about changes that a brief named. */
export const seenCommand = defineCommand({
  name: "seen",
  words: ["seen"],
  places: ["summary-issue"],
  parse: (body) => {
    const comment = parseSeenAnswers(body);
    return comment.lines.length + comment.unreadable === 0 ? undefined : comment;
  },
  mayBeSaidBy: () => "anyone",
  apply: applySeen,
  undo: async ({ repository }, commentId) => ({
    seenComments: [{ repositoryId: repository.id, commentId, answers: [] }],
  }),
});

/** As far as its lines can be taken. A thumbs-up tells a lost store that all of it was. */
async function applySeen(thread: Thread, said: Said<SeenComment>): Promise<Outcome> {
  const { context, repository, place } = thread;
  const { parsed, commentId, createdAtMs: saidAtMs } = said;
  const weeks = place.weeks ?? (await context.store.listSummaryWeeks(repository.ownerId, WEEKS_ANSWERED));
  const briefs = new Set(weeks.flatMap((week) => week.briefs.map(toBriefKey)));
  const answers: StoredSeenAnswer[] = [];
  for (const [position, { about, verdict, words }] of parsed.lines.entries()) {
    const { number } = about;
    const source = await findNamed(thread, about);
    if (source === undefined || !mayBeRead(source, repository)) continue;
    const named = { repositoryId: source.id, number };
    if (!briefs.has(toBriefKey(named))) continue;
    const key = { repositoryId: repository.id, commentId, position };
    answers.push({ ...key, about: named, verdict, words, saidAtMs });
  }
  const isWhole = parsed.unreadable === 0 && answers.length === parsed.lines.length;
  return {
    verdict: isWhole ? "accepted" : "unclear",
    writes: { seenComments: [{ repositoryId: repository.id, commentId, answers }] },
  };
}

/** The repository that a line names; undefined: not known, or gone. */
async function findNamed({ context }: Thread, about: SeenLine["about"]): Promise<Repository | undefined> {
  const [owner = "", name = ""] = about.repository.split("/");
  const found = await context.store.findRepositoryByName(owner, name);
  return found?.isDeleted === true ? undefined : found;
}

/** A private source stands in a private brief where the catalog allows it; made more private since, it does no more. */
function mayBeRead(about: Repository, issueIn: Repository): boolean {
  return !hasMoreReaders(issueIn.visibility, about.visibility);
}

function toBriefKey({
  repositoryId,
  number,
}: {
  readonly repositoryId: number;
  readonly number: number;
}): string {
  return `${repositoryId}#${number}`;
}

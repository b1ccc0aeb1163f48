import type { Actor } from "../../model/repository.ts";
import type { HeardComment, StoreWrites, WorkClaim } from "../ports/service-store.ts";
import { canWrite } from "../pull-request/can-write.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import {
  type Command,
  type CommandRequest,
  type CommentFields,
  type CommentThread,
  mergeWrites,
  type Outcome,
  type PlaceKind,
  type Right,
  type Said,
} from "./command.ts";
import { readNewestState, toHeard } from "./newest-state.ts";
import { COMMANDS } from "./registry.ts";

export interface LiveThread<Kind extends PlaceKind = PlaceKind> extends CommentThread<Kind> {
  readonly claim: WorkClaim;
}

/** A comment that was processed and stored, and waits for its reaction. */
export interface ProcessedComment {
  readonly comment: CommentFields;
  readonly heard: HeardComment;
  /** The worst of its commands; `nothing`: it holds none, any more. */
  readonly verdict: "refused" | "unclear" | "accepted" | "silent" | "nothing";
  /** Several families of commands were accepted: its thumbs-up stands for all of them. */
  readonly isShared: boolean;
  readonly answers: readonly (() => Promise<void>)[];
}

export interface ProcessedComments {
  /** Each comment once, as it was processed last. */
  readonly comments: readonly ProcessedComment[];
  readonly requests: ReadonlySet<CommandRequest>;
}

type Work = ProcessedComment & { readonly requests: readonly CommandRequest[] };

/**
 * What comments of one pull request or issue say, stored. A comment counts as it stands now: what its author edits is
 * read anew, what was edited away or deleted is taken back; others' edits do not count, and hiding a comment takes
 * nothing back. Webhooks may come late, twice and in any order. Reactions are a step of their own (`acknowledge`):
 * none of this may hang on whether the comment can still be written to.
 */
export async function processComments(
  thread: LiveThread,
  comments: readonly CommentFields[],
  commands: readonly Command[] = COMMANDS,
): Promise<ProcessedComments> {
  const known = commands.filter(({ places }) => places.includes(thread.place.kind));
  const sorted = comments.toSorted((a, b) => a.updatedAtMs - b.updatedAtMs || a.commentId - b.commentId);
  const processed = new Map<number, Work>();
  const requests = new Set<CommandRequest>();
  for (const comment of sorted) {
    const work = await processComment(thread, comment, known);
    if (work === undefined) continue;
    processed.set(comment.commentId, work);
    for (const request of work.requests) requests.add(request);
  }
  return { comments: [...processed.values()], requests };
}

async function processComment(
  thread: LiveThread,
  received: CommentFields,
  commands: readonly Command[],
): Promise<Work | undefined> {
  const { context, repository, number } = thread;
  const { commentId, action } = received;
  const skip = (why: string): undefined => {
    context.log.info({ comment: commentId, action, why }, "comment not processed");
  };
  // Somebody else's edit is not what the author said.
  if (action === "edited" && !received.author.isBot && received.sender.id !== received.author.id) {
    return skip("somebody other than its author edited it");
  }
  const before = await context.store.findHeardComment(repository.id, number, commentId);
  const comment = await readNewestState(thread, received, before);
  if (comment === undefined) {
    await saveLasting(thread, received, commands);
    return skip("a newer state of it was processed already");
  }
  const heard = toHeard(thread, comment, before);
  if (comment.action === "deleted") {
    await saveUnderClaim(thread, {
      ...(await undoAll(thread, commentId, commands)),
      heardComments: [heard],
    });
    return toWork(comment, heard, []);
  }
  if (comment.author.isBot) {
    const why = await processOurList(thread, { comment, heard }, commands);
    return why === undefined ? undefined : skip(why);
  }
  const applied = await applyCommands(thread, toSaid(comment, comment.author), {
    commands,
    isAllowed: createRightCheck(thread, comment.author),
  });
  const undone = await undoAll(thread, commentId, commands);
  await saveUnderClaim(thread, { ...mergeWrites([undone, toWrites(applied)]), heardComments: [heard] });
  const work = toWork(comment, heard, applied);
  context.log.info({ comment: commentId, verdict: work.verdict }, "comment processed");
  return work;
}

async function undoAll(
  thread: CommentThread,
  commentId: number,
  commands: readonly Command[],
): Promise<StoreWrites> {
  return mergeWrites(await Promise.all(commands.map((command) => command.undo(thread, commentId))));
}

/** A state that comes late says for good what nothing takes back; the store keeps what was said last. */
async function saveLasting(
  thread: LiveThread,
  received: CommentFields,
  commands: readonly Command[],
): Promise<void> {
  const { author } = received;
  const lasting = commands.filter(({ isLasting }) => isLasting);
  if (author.isBot || lasting.length === 0) return;
  const applied = await applyCommands(thread, toSaid(received, author), {
    commands: lasting,
    isAllowed: createRightCheck(thread, author),
  });
  if (applied.length > 0) await saveUnderClaim(thread, toWrites(applied));
}

/**
 * A box of the app's own list, ticked by whoever may: on GitHub that takes write access, but it is asked all the same.
 * Answers why it does not count.
 */
async function processOurList(
  thread: LiveThread,
  { comment, heard }: { readonly comment: CommentFields; readonly heard: HeardComment },
  commands: readonly Command[],
): Promise<string | undefined> {
  const { context, repository, number } = thread;
  const ours = await context.store.findComment(repository.id, number, "checklist");
  if (ours?.commentId !== comment.commentId) return "it is a bot's, and not the list of this app";
  if (comment.action !== "edited") return "the list of this app, as it wrote it";
  const isAllowed = createRightCheck(thread, comment.sender);
  const applied = await applyCommands(thread, toSaid(comment, comment.sender), {
    commands: commands.filter(({ readsOurLists }) => readsOurLists),
    isAllowed: () => isAllowed("write"),
  });
  if (applied.some(({ outcome }) => outcome === "refused")) {
    return "whoever ticked it may not write to the repository";
  }
  await saveUnderClaim(thread, { ...toWrites(applied), heardComments: [heard] });
  return undefined;
}

export interface Applied {
  readonly name: string;
  readonly outcome: Outcome | "refused";
}

/** What each family finds in a comment, and what comes of it; nothing is stored yet. */
export async function applyCommands(
  thread: CommentThread,
  said: Omit<Said<never>, "parsed">,
  {
    commands,
    isAllowed,
  }: {
    readonly commands: readonly Command[];
    readonly isAllowed: (right: Right, command: Command) => Promise<boolean> | boolean;
  },
): Promise<readonly Applied[]> {
  const applied: Applied[] = [];
  for (const command of commands) {
    const found = command.find(said.body);
    if (found === undefined) continue;
    const isHeard = await isAllowed(found.right, command);
    applied.push({ name: found.name, outcome: isHeard ? await found.apply(thread, said) : "refused" });
  }
  return applied;
}

export function toWrites(applied: readonly Applied[]): StoreWrites {
  return mergeWrites(applied.map(({ outcome }) => (outcome === "refused" ? {} : outcome.writes)));
}

/** Asked of GitHub at this moment, and once for all commands of a comment. */
function createRightCheck(
  { context, repository, place }: CommentThread,
  { id, login }: Actor,
): (right: Right) => Promise<boolean> {
  let when: "now" | "lately" = "now";
  return async (right) => {
    if (right === "anyone") return true;
    if (right === "author" && place.kind === "pull-request" && place.state.author.id === id) return true;
    const least = right === "triage" ? "triage" : "write";
    const isAllowed = await canWrite(context, repository, { login, when, least });
    when = "lately";
    return isAllowed;
  };
}

function toSaid(comment: CommentFields, speaker: Actor): Omit<Said<never>, "parsed"> {
  const { commentId, body, action, createdAtMs, updatedAtMs } = comment;
  const isEdited = action !== "created";
  const saidAtMs = isEdited ? updatedAtMs : createdAtMs;
  return { commentId, body, speaker, isEdited, createdAtMs, saidAtMs, updatedAtMs };
}

const WORST_FIRST = ["refused", "unclear", "accepted", "silent"] as const;

function toWork(comment: CommentFields, heard: HeardComment, applied: readonly Applied[]): Work {
  const outcomes = applied.flatMap(({ outcome }) => (outcome === "refused" ? [] : [outcome]));
  const verdicts = applied.map(({ outcome }) => (outcome === "refused" ? outcome : outcome.verdict));
  return {
    comment,
    heard,
    verdict: WORST_FIRST.find((one) => verdicts.includes(one)) ?? "nothing",
    isShared: verdicts.filter((one) => one === "accepted").length > 1,
    answers: outcomes.flatMap(({ answer }) => (answer === undefined ? [] : [answer])),
    requests: outcomes.flatMap(({ request }) => (request === undefined ? [] : [request])),
  };
}

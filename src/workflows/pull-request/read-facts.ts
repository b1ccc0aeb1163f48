import { mayBeShown } from "../../catalog/may-be-shown.ts";
import type { Reference } from "../../model/answer.ts";
import type {
  LinkedIssue,
  PullRequest,
  PullRequestState,
  ReferenceReading,
  SaidLater,
} from "../../model/pull-request.ts";
import { toReferenceKey } from "../../model/reference.ts";
import type { Repository } from "../../model/repository.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import { holdsCandidate } from "../../tagging/cut-to-answers.ts";
import { listClosingReferences } from "../../tagging/list-closing-references.ts";
import { findOwnStatement, listTargets } from "../../tagging/list-targets.ts";
import { findOtherPlace } from "../catalog/read-effective-catalog.ts";
import { isFinal } from "../is-final.ts";
import type { Issue } from "../ports/git-hub.ts";
import type { StoredPaths, StoredStatement } from "../ports/service-store.ts";
import type { LookContext } from "../service-context.ts";
import { canWrite } from "./can-write.ts";
import { openSealedMetrics } from "./check-record.ts";
import { readBotWriting } from "./find-bot-writing.ts";
import type { PullRequestLook } from "./pull-request-look.ts";
import { readPaths } from "./read-paths.ts";

/** All facts that decide what the check says, with as few requests as they take. */
export async function readFacts(look: PullRequestLook, policy: Policy | undefined): Promise<PullRequest> {
  const { context, repository, state } = look;
  const paths = policy === undefined ? undefined : await readPaths(look);
  const statements = await context.store.listStatements(repository.id, state.number);
  const { writing } = await readBotWriting(context, repository, state);
  const own = toPullRequest(
    { ...state, botWriting: writing },
    openStatements(statements, policy, context),
    paths,
  );
  if (policy === undefined) return own;
  const isSaid = findOwnStatement(own, policy)?.kind;
  const isDecided = isSaid === "tags" || isSaid === "none";
  const linked = { ...own, linkedIssues: isDecided ? [] : await readLinkedIssues(look) };
  const facts = { ...linked, references: await readReferences(look, listTargets(linked, policy), policy) };
  const isAnswered = isSaid !== undefined || facts.linkedIssues.length > 0;
  if (policy.catalog.prompt.mode !== "require" || isAnswered || state.status !== "open") return facts;
  return { ...facts, authorCanWrite: await canAuthorWrite(look) };
}

/**
 * GitHub tells no rights of a bot: for it they are no users. One whose branch is in the repository itself could push
 * there, or somebody could for it.
 */
async function canAuthorWrite({ context, repository, state }: PullRequestLook): Promise<boolean> {
  if (state.author.isBot) return !state.isFromFork;
  return canWrite(context, repository, { login: state.author.login, when: "lately" });
}

/** A button that was restored from a public check may name its metric sealed. */
function openStatements(
  statements: readonly StoredStatement[],
  policy: Policy | undefined,
  { seal }: LookContext,
): readonly StoredStatement[] {
  if (policy === undefined) return statements;
  return statements.map((one) =>
    one.source === "button" ? { ...one, text: openSealedMetrics(one.text, policy, seal) } : one,
  );
}

function toPullRequest(
  state: PullRequestState,
  statements: readonly StoredStatement[],
  paths: StoredPaths | undefined,
): PullRequest {
  return {
    number: state.number,
    title: state.title,
    body: state.body,
    ...(state.botWriting === undefined ? {} : { botWriting: state.botWriting }),
    branch: state.headBranch,
    author: state.author,
    authorCanWrite: !state.isFromFork,
    isDraft: state.isDraft,
    isMerged: state.status === "merged",
    labels: state.labels,
    paths: paths?.paths ?? [],
    ...(paths?.truncated ? { pathsTruncated: true } : {}),
    saidLater: toSaidLater(statements),
    linkedIssues: [],
    references: new Map(),
  };
}

/** Oldest first; within one comment in the order of its lines. */
function toSaidLater(statements: readonly StoredStatement[]): readonly SaidLater[] {
  return statements
    .filter(({ accepted }) => accepted)
    .toSorted((a, b) => a.saidAtMs - b.saidAtMs || a.originId - b.originId || a.position - b.position)
    .map(({ source, text, saidAtMs, originId }) => ({
      source,
      text,
      saidAtMs,
      ...(source === "command" ? { commentId: originId } : {}),
    }));
}

async function readLinkedIssues(look: PullRequestLook): Promise<readonly LinkedIssue[]> {
  const issues: LinkedIssue[] = [];
  for (const reference of listClosingReferences(look.state.body)) {
    const place = await findPlace(look, reference);
    const issue = place === undefined ? undefined : await readIssue(look.context, place, reference.number);
    if (place === undefined || issue === undefined || issue.isPullRequest) continue;
    const line = await readIssueLine(look, place, { ...issue, number: reference.number });
    issues.push({ reference, title: issue.title, labels: issue.labels, body: issue.body, ...line });
  }
  return issues;
}

/**
 * A line of an issue answers for the pull request: whoever wrote it is asked about when it is first counted, and what
 * a bot wrote there is no person's word.
 */
async function readIssueLine(
  { context, state, repository }: PullRequestLook,
  place: Repository,
  issue: Issue & { readonly number: number },
): Promise<Pick<LinkedIssue, "authorCanWrite" | "botWriting">> {
  const { number, author, body } = issue;
  if (author.isBot || !holdsCandidate(body)) return { authorCanWrite: false };
  const about = JSON.stringify([repository.id, state.number, place.id, number, body]);
  const authorCanWrite = await canWrite(context, place, { login: author.login, when: { about } });
  const found = authorCanWrite
    ? await readForeign(context, () => readBotWriting(context, place, issue))
    : undefined;
  if (found === undefined) return { authorCanWrite: false };
  context.memory.issues.set(`${place.id}#${number}`, { ...issue, botWriting: found.writing });
  return { authorCanWrite, botWriting: found.writing };
}

async function readReferences(
  look: PullRequestLook,
  targets: readonly Reference[],
  policy: Policy,
): Promise<ReadonlyMap<string, ReferenceReading>> {
  const readings = new Map<string, ReferenceReading>();
  for (const target of targets) {
    const key = toReferenceKey(target);
    if (!readings.has(key)) readings.set(key, await readReference(look, target, policy));
  }
  return readings;
}

async function readReference(
  look: PullRequestLook,
  target: Reference,
  policy: Policy,
): Promise<ReferenceReading> {
  const { context } = look;
  const place = await findPlace(look, target);
  if (place === undefined) return { kind: "unreadable" };
  const state =
    (await context.store.findPullRequest(place.id, target.number)) ??
    (await readForeign(context, () => context.github.readPullRequest({ ...place, number: target.number })));
  if (state !== undefined) {
    const stored = await context.store.listStatements(place.id, target.number);
    const statements = openStatements(stored, policy, context);
    const found = await readForeign(context, () => readBotWriting(context, place, state));
    if (found === undefined) return { kind: "unreadable" };
    return toReading(toPullRequest({ ...state, botWriting: found.writing }, statements, undefined), policy);
  }
  const issue = await readIssue(context, place, target.number);
  if (issue === undefined) return { kind: "unreadable" };
  const line = await readIssueLine(look, place, { ...issue, number: target.number });
  const linkedIssues = [{ reference: target, ...issue, ...line }];
  return toReading({ ...toEmptyPullRequest(issue), linkedIssues }, policy);
}

function toReading(target: PullRequest, policy: Policy): ReferenceReading {
  const statement = findOwnStatement(target, policy);
  return statement === undefined ? { kind: "unanswered" } : { kind: "answered", statement };
}

function toEmptyPullRequest(issue: Issue): PullRequest {
  return {
    title: issue.title,
    body: "",
    author: issue.author,
    authorCanWrite: false,
    isDraft: false,
    isMerged: false,
    labels: [],
    paths: [],
    saidLater: [],
    linkedIssues: [],
    references: new Map(),
  };
}

/**
 * This repository, or another one of the same owner that everybody may read who reads this one: what the check says
 * of a target must tell nobody of a place that is closed to them. One that is closed and one that does not exist take
 * the same way: the store is asked, and GitHub is not.
 */
async function findPlace(
  { context, repository, effective }: PullRequestLook,
  reference: Reference,
): Promise<Repository | undefined> {
  const [owner, name] = reference.repository?.split("/") ?? [];
  if (owner === undefined || name === undefined) return repository;
  if (owner.toLowerCase() !== repository.owner.toLowerCase()) return undefined;
  if (name.toLowerCase() === repository.name.toLowerCase()) return repository;
  const readership = { store: context.store, repository, isAllowed: effective.isAllowed };
  const place = await findOtherPlace(readership, { owner, name });
  if (place === undefined) return undefined;
  // It may have been closed and the webhook lost: what is read now is shown next.
  const now = await readPlace(context, place);
  return now !== undefined && mayBeShown(now, repository, effective.isAllowed) ? now : undefined;
}

async function readPlace(context: LookContext, { id }: Repository): Promise<Repository | undefined> {
  const { places } = context.memory;
  const known = places.find(String(id));
  if (known !== undefined) return known === "absent" ? undefined : known;
  const now = await readForeign(context, () => context.github.readRepository(id));
  places.set(String(id), now ?? "absent");
  return now;
}

async function readIssue(
  context: LookContext,
  place: Repository,
  number: number,
): Promise<Issue | undefined> {
  const key = `${place.id}#${number}`;
  const known = context.memory.issues.find(key);
  if (known !== undefined) return known === "absent" ? undefined : known;
  const issue = await readForeign(context, () => context.github.readIssue(place, number));
  context.memory.issues.set(key, issue ?? "absent");
  return issue;
}

/** What a pull request points at is not the pull request: where GitHub will not show it, it counts as unreadable. */
async function readForeign<Value>(
  { log }: LookContext,
  read: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isFinal(error)) throw error;
    log.info({ why: error.message }, "what the pull request points at can't be read");
    return undefined;
  }
}

import type { BotWriting, Revision } from "../../model/bot-writing.ts";
import type { PullRequestState } from "../../model/pull-request.ts";
import type { Repository } from "../../model/repository.ts";
import type { DeliveryFields } from "../../model/webhook.ts";
import {
  type Attributed,
  attributeEdit,
  attributeFirst,
  attributeRevisions,
  hasSameAnswers,
} from "../../tagging/attribute-edits.ts";
import { listAnswerTexts } from "../../tagging/parse-description.ts";
import type { LookContext } from "../service-context.ts";
import { LOOK_AGAIN_AFTER_MS, type NewestState } from "./read-newest-state.ts";

type Told = readonly { readonly fields: DeliveryFields }[];

/**
 * The state with what of its description bots wrote: from what was known and the edits that came in, and only where
 * those leave a gap (one is lost, or late) from GitHub's own history of the description.
 */
export async function findBotWriting(
  context: LookContext,
  repository: Repository,
  {
    known,
    deliveries,
    state,
  }: {
    readonly known: PullRequestState | undefined;
    readonly deliveries: Told;
    readonly state: PullRequestState;
  },
): Promise<Exclude<NewestState, { kind: "gone" }>> {
  const told = followEdits(known, deliveries, state);
  if (told !== undefined) return { kind: "known", state: { ...state, botWriting: told } };
  const { writing, isCertain } = await readBotWriting(context, repository, state);
  const waitMs = isCertain
    ? undefined
    : LOOK_AGAIN_AFTER_MS.find((afterMs) => context.now() - state.updatedAtMs < afterMs);
  if (waitMs !== undefined) {
    const why = "GitHub's history of the description may be older than its webhook";
    return { kind: "lagging", untilMs: state.updatedAtMs + waitMs, why };
  }
  return { kind: "known", state: { ...state, botWriting: writing } };
}

/**
 * Who wrote the description of a pull request or issue by GitHub's history of it. Where that does not lead to the text
 * that is known, what is new in it counts as a bot's if any bot may have written there.
 */
export async function readBotWriting(
  { github }: LookContext,
  place: Repository,
  subject: Pick<PullRequestState, "number" | "body" | "author"> &
    Pick<Partial<PullRequestState>, "botWriting">,
): Promise<{ readonly writing: BotWriting; readonly isCertain: boolean }> {
  const { number, body, author, botWriting } = subject;
  if (botWriting !== undefined) return { writing: botWriting, isCertain: true };
  if (listAnswerTexts(body).length === 0) return { writing: { texts: [] }, isCertain: true };
  const revisions = await github.listRevisions({ ...place, number });
  // GitHub may know of later edits than the state that is looked at.
  const index = revisions.findLastIndex((one) => one.body !== undefined && hasSameAnswers(one.body, body));
  const isCertain = index >= 0;
  const path: readonly Revision[] = isCertain
    ? revisions.slice(0, index + 1)
    : [...revisions, { body, isByBot: author.isBot || revisions.some(({ isByBot }) => isByBot) }];
  return { writing: attributeRevisions(path).writing, isCertain };
}

interface Edit {
  readonly before: string;
  readonly after: Required<Revision>;
  readonly atMs: number;
}

/** Undefined where the edits that are known do not lead to what the description says now. */
function followEdits(
  known: PullRequestState | undefined,
  deliveries: Told,
  state: PullRequestState,
): BotWriting | undefined {
  if (listAnswerTexts(state.body).length === 0 && known?.botWriting === undefined) return { texts: [] };
  const start = findStart(known, deliveries);
  if (start === undefined) return state.botWriting;
  let { attributed } = start;
  const edits = listEdits(deliveries).filter(({ atMs }) => atMs >= start.atMs && atMs <= state.updatedAtMs);
  while (edits.length > 0) {
    // Of the edits of one second what they replaced tells the order.
    const next = edits.findIndex(({ before }) => hasSameAnswers(before, attributed.body));
    const [edit] = next < 0 ? [] : edits.splice(next, 1);
    if (edit === undefined) break;
    attributed = attributeEdit(attributed, edit.after);
  }
  // One that is left over and newer than what was known means that something between was lost.
  const hasGap = edits.some(({ atMs }) => atMs > start.atMs) || !hasSameAnswers(attributed.body, state.body);
  return hasGap ? state.botWriting : attributed.writing;
}

function findStart(
  known: PullRequestState | undefined,
  deliveries: Told,
): { readonly attributed: Attributed; readonly atMs: number } | undefined {
  if (known?.botWriting !== undefined) {
    const { body, botWriting, updatedAtMs } = known;
    return { attributed: { body, writing: botWriting }, atMs: updatedAtMs };
  }
  for (const { fields } of deliveries) {
    if (fields.kind !== "pull-request" || fields.action !== "opened") continue;
    const { body, author, updatedAtMs } = fields.pullRequest;
    return { attributed: attributeFirst(body, author.isBot), atMs: updatedAtMs };
  }
  return undefined;
}

/** Oldest first, as far as times tell. */
function listEdits(deliveries: Told): Edit[] {
  return deliveries
    .flatMap(({ fields }): readonly Edit[] => {
      if (fields.kind !== "pull-request" || fields.bodyBefore === undefined) return [];
      const { body, updatedAtMs } = fields.pullRequest;
      const after = { body, isByBot: fields.sender.isBot };
      return [{ before: fields.bodyBefore, after, atMs: updatedAtMs }];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

import { INSIGHT_MARKER } from "../../insight/render-insight-comment.ts";
import type { IssueComment } from "../ports/git-hub.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { StoredComment } from "../ports/service-store.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { writeContent } from "./write-content.ts";

interface WantedInsight {
  readonly known: StoredComment | undefined;
  readonly trigger: "asked" | "unasked";
  /** Whether a person asks right now: a comment that somebody deleted comes back only then. */
  readonly voice: "asked" | "unasked";
  readonly basis: string;
  /** Undefined: nothing is to be said, and nothing stands there. */
  readonly body: string | undefined;
}

/** Makes the one insight comment read as wanted, with a request only where it does not. */
export async function applyInsightComment(look: PullRequestLook, wanted: WantedInsight): Promise<void> {
  const { known, trigger, basis, body } = wanted;
  const { context } = look;
  const before = known === undefined ? undefined : parseSeenInsight(known.shown);
  if (body === undefined) {
    if (known !== undefined && before?.trigger === "found") {
      await save(look, { ...known, shown: renderSeenInsight({ ...before, basis }) });
    } else {
      await remember(look, { trigger, basis, body: "" });
    }
    return;
  }
  const seen: SeenInsight = { trigger, basis, body: context.hash(body) };
  const stands = known?.commentId !== undefined && before?.body === seen.body;
  if (stands) {
    if (known.shown !== renderSeenInsight(seen)) await remember(look, seen, known.commentId);
    return;
  }
  // Looked for each time one would be created: after a crash, or with a lost store, it may be there.
  const orphan = known?.commentId === undefined ? await findOrphan(look) : undefined;
  if (orphan?.body === body) {
    await remember(look, seen, orphan.id);
    return;
  }
  const commentId = known?.commentId ?? orphan?.id;
  await writeContent(look, async () => {
    if (commentId !== undefined && (await update(look, commentId, body))) {
      await remember(look, seen, commentId);
    } else if (commentId !== undefined && wanted.voice === "unasked") {
      await remember(look, { trigger: "deleted", basis, body: "" });
    } else {
      const { id } = await context.github.createComment(nameOf(look), body);
      await remember(look, seen, id);
    }
  });
  context.log.info({ voice: wanted.voice }, "insight shown");
}

function nameOf({ repository, state }: PullRequestLook) {
  return { ...repository, number: state.number };
}

/** False where somebody deleted it. */
async function update(
  { context, repository }: PullRequestLook,
  commentId: number,
  body: string,
): Promise<boolean> {
  try {
    await context.github.updateComment(repository, commentId, body);
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.failure.kind === "gone") return false;
    throw error;
  }
}

/** Marker and own app must both match: people can write our marker. */
async function findOrphan(look: PullRequestLook): Promise<IssueComment | undefined> {
  const comments = await look.context.github.listComments(nameOf(look));
  return comments.find(({ isOurs, body }) => isOurs && body.includes(INSIGHT_MARKER));
}

async function remember(look: PullRequestLook, seen: SeenInsight, commentId?: number): Promise<void> {
  const { repository, state } = look;
  const comment: StoredComment = {
    repositoryId: repository.id,
    number: state.number,
    kind: "insight",
    shown: renderSeenInsight(seen),
    audience: repository.visibility,
    ...(commentId === undefined ? {} : { commentId }),
  };
  await save(look, comment);
}

async function save(look: PullRequestLook, comment: StoredComment): Promise<void> {
  await saveUnderClaim(look, { comments: [comment] });
}

/** What is remembered of an insight comment, as the text that the store keeps with it. */
export interface SeenInsight {
  /**
   * `asked`: by a person, so that it is kept up to date whatever the catalog says of unasked ones. `deleted`: somebody
   * took it away, and it does not come back unasked. `found`: back-fill came across it; why it stands is not known.
   */
  readonly trigger: "asked" | "unasked" | "deleted" | "found";
  /** Fingerprint of what it was thought over for. */
  readonly basis: string;
  /** Fingerprint of what stands there; empty: nothing does. */
  readonly body: string;
}

const TRIGGERS: readonly SeenInsight["trigger"][] = ["asked", "unasked", "deleted", "found"];

/** `unasked 5e88... 8d96...` */
export function renderSeenInsight({ trigger, basis, body }: SeenInsight): string {
  return [trigger, basis, body].join(" ");
}

/** Undefined for anything else: it is thought over anew then. */
export function parseSeenInsight(text: string): SeenInsight | undefined {
  const [trigger, basis = "", body = ""] = text.split(" ");
  const isTrigger = TRIGGERS.some((one) => one === trigger);
  return isTrigger ? { trigger: trigger as SeenInsight["trigger"], basis, body } : undefined;
}
